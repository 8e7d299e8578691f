// core/target_clones.h — functions that are compiled for several processors.
#pragma once

/// CODAU_CLONE_FOR_AVX2, or CODAU_CLONE_FOR_POPCNT for functions that count bits: put before a
/// function with a loop over many units. The function is compiled twice, and the loader picks a
/// version by the processor. Neither version fuses or reorders operations, so both give the same
/// bits. Not under ThreadSanitizer: g++ 12 instruments the picking function too, which runs before
/// ThreadSanitizer starts.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_THREAD__)
#define CODAU_CLONE_FOR_AVX2 __attribute__((target_clones("avx2", "default")))
#define CODAU_CLONE_FOR_POPCNT __attribute__((target_clones("popcnt", "default")))
#else
#define CODAU_CLONE_FOR_AVX2
#define CODAU_CLONE_FOR_POPCNT
#endif
