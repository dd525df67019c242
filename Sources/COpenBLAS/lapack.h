#ifndef HOOKKIT_LAPACK_H
#define HOOKKIT_LAPACK_H

// The routines of LAPACK that HookKit calls, which OpenBLAS holds but has no C header for. They are Fortran's:
// matrices are stored by columns, every argument is a pointer, and each text has its length at the end.
// https://netlib.org/lapack/explore-html/ says what they do.

#include <stddef.h>

// Cholesky factor of a symmetric positive definite matrix.
void dpotrf_(const char *uplo, const int *n, double *a, const int *lda, int *info, size_t uplo_length);
// Solves with the factor of dpotrf.
void dpotrs_(
    const char *uplo, const int *n, const int *nrhs, const double *a, const int *lda, double *b, const int *ldb,
    int *info, size_t uplo_length);
// Inverse from the factor of dpotrf.
void dpotri_(const char *uplo, const int *n, double *a, const int *lda, int *info, size_t uplo_length);
// QR factors with columns exchanged, largest first.
void dgeqp3_(
    const int *m, const int *n, double *a, const int *lda, int *jpvt, double *tau, double *work, const int *lwork,
    int *info);

#endif
