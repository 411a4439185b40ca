/* For tests: wine 8 has no bcryptprimitives.dll, which libraries written in Rust take random numbers from. */
#define X __declspec(dllexport)

unsigned char __stdcall SystemFunction036(void *buffer, unsigned long size);

X int __stdcall ProcessPrng(void *buffer, unsigned long long size) {
    return SystemFunction036(buffer, (unsigned long)size);
}
