/* For tests: wine 8 leaves out the functions of complex numbers, which NumPy takes from Windows' own C library.
   Windows passes a complex number as a structure, and its long double is a double. */
#include <complex.h>

typedef struct { double real, imaginary; } Double;
typedef struct { float real, imaginary; } Float;

static double complex in(Double z) { return __builtin_complex(z.real, z.imaginary); }
static float complex inf(Float z) { return __builtin_complex(z.real, z.imaginary); }
static Double out(double complex z) { return (Double){__real__ z, __imag__ z}; }
static Float outf(float complex z) { return (Float){__real__ z, __imag__ z}; }

#define COMPLEX(name) \
    Double x_##name(Double z) { return out(name(in(z))); } \
    Double x_##name##l(Double z) { return out(name(in(z))); } \
    Float x_##name##f(Float z) { return outf(name##f(inf(z))); }
#define REAL(name) \
    double x_##name(Double z) { return name(in(z)); } \
    double x_##name##l(Double z) { return name(in(z)); } \
    float x_##name##f(Float z) { return name##f(inf(z)); }

REAL(cabs)
REAL(carg)
REAL(cimag)
REAL(creal)
COMPLEX(ccos)
COMPLEX(ccosh)
COMPLEX(cexp)
COMPLEX(clog)
COMPLEX(csin)
COMPLEX(csinh)
COMPLEX(csqrt)
COMPLEX(ctan)
COMPLEX(ctanh)

Double x_cpow(Double a, Double b) { return out(cpow(in(a), in(b))); }
Double x_cpowl(Double a, Double b) { return out(cpow(in(a), in(b))); }
Float x_cpowf(Float a, Float b) { return outf(cpowf(inf(a), inf(b))); }
