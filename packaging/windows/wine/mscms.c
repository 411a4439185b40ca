/* For tests: wine 8 aborts in WcsCreateIccProfile. Here, no screen has a colour profile. */
#define X __declspec(dllexport)

X void *__stdcall OpenColorProfileW(void *profile, unsigned access, unsigned share, unsigned how) { return 0; }
X void *__stdcall WcsOpenColorProfileW(void *a, void *b, void *c, unsigned d, unsigned e, unsigned f, unsigned g) { return 0; }
X void *__stdcall WcsCreateIccProfile(void *profile, unsigned options) { return 0; }
X int __stdcall CloseColorProfile(void *profile) { return 1; }
X int __stdcall GetColorProfileFromHandle(void *profile, void *bytes, unsigned *size) { return 0; }
X int __stdcall GetColorDirectoryW(void *machine, void *folder, unsigned *size) { return 0; }
X int __stdcall WcsGetDefaultColorProfile(void) { return 0; }
X int __stdcall WcsGetDefaultColorProfileSize(void) { return 0; }
