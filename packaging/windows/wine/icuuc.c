/* For tests: wine 8 has no icuuc.dll. Qt6Core imports these to convert old encodings; here, none is known. */
#define X __declspec(dllexport)
#define UNSUPPORTED 16

X void *ucnv_open(const char *name, int *error) { if (error) *error = UNSUPPORTED; return 0; }
X void ucnv_close(void *converter) {}
X void UCNV_FROM_U_CALLBACK_SUBSTITUTE(void) {}
X void UCNV_TO_U_CALLBACK_SUBSTITUTE(void) {}
X void ucnv_reset(void *converter) {}
X signed char ucnv_getMaxCharSize(const void *converter) { return 1; }
X const char *ucnv_getName(const void *converter, int *error) { if (error) *error = UNSUPPORTED; return 0; }
X void ucnv_getToUCallBack(void) {}
X void ucnv_getFromUCallBack(void) {}
X void ucnv_setToUCallBack(void) {}
X void ucnv_setFromUCallBack(void) {}
X void ucnv_cbToUWriteUChars(void) {}
X void ucnv_toUnicode(void) {}
X void ucnv_cbFromUWriteUChars(void) {}
X int ucnv_toUCountPending(const void *converter, int *error) { return 0; }
X int ucnv_fromUCountPending(const void *converter, int *error) { return 0; }
X const char *ucnv_getStandardName(const char *name, const char *standard, int *error) { return 0; }
X const char *ucnv_getAvailableName(int which) { return 0; }
X int ucnv_countAvailable(void) { return 0; }
X void ucnv_fromUnicode(void) {}
