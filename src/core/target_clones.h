// core/target_clones.h — compiles a function twice, for older and newer processors.
#pragma once

/// Put CODAU_CLONE_FOR_AVX2 before a function with a loop over many numbers, or
/// CODAU_CLONE_FOR_POPCNT before a function that counts bits. The function is compiled with and
/// without the instructions named. The program loader picks a version by the processor.
/// Both versions give the same bits, because neither fuses or reorders operations.
/// ThreadSanitizer builds have one version. g++ 12 also instruments the function that picks a
/// version, which runs before ThreadSanitizer starts.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_THREAD__)
#define CODAU_CLONE_FOR_AVX2 __attribute__((target_clones("avx2", "default")))
#define CODAU_CLONE_FOR_POPCNT __attribute__((target_clones("popcnt", "default")))
#else
#define CODAU_CLONE_FOR_AVX2
#define CODAU_CLONE_FOR_POPCNT
#endif
