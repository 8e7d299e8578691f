// core/wide_units.h — arithmetic on many small numbers at once.
#pragma once

/// CODAU_WIDE_UNITS, or CODAU_COUNTS_BITS for functions that count bits: put before a function with
/// a loop over many units. The function is compiled twice, and the loader picks a version by the
/// processor. Neither version fuses or reorders operations, so both give the same bits. Not under
/// ThreadSanitizer: g++ 12 instruments the picking function too, which runs before ThreadSanitizer
/// starts.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_THREAD__)
#define CODAU_WIDE_UNITS __attribute__((target_clones("avx2", "default")))
#define CODAU_COUNTS_BITS __attribute__((target_clones("popcnt", "default")))
#else
#define CODAU_WIDE_UNITS
#define CODAU_COUNTS_BITS
#endif
