// core/target_clones.h — compiles a function several times, for older and newer x86-64 processors.
// The program loader picks the version that the processor can run.
#pragma once

/// Put one of these macros before the definition of a function.
/// 1. CODAU_CLONE_FOR_AVX2: for loops over many numbers.
/// 2. CODAU_CLONE_FOR_AVX512: for sums of many products, in files with -ffp-contract=off.
/// 3. CODAU_CLONE_FOR_POPCNT: for counting bits.
/// All versions return the same bits, because the compiler neither fuses nor reorders operations.
/// Other processors, Clang and ThreadSanitizer builds get one version. Reason for ThreadSanitizer:
/// the code that picks a version would run before ThreadSanitizer has started.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_THREAD__)
#define CODAU_CLONE_FOR_AVX2 __attribute__((target_clones("avx2", "default")))
#define CODAU_CLONE_FOR_AVX512 __attribute__((target_clones("arch=x86-64-v4", "avx2", "default")))
#define CODAU_CLONE_FOR_POPCNT __attribute__((target_clones("popcnt", "default")))
#else
#define CODAU_CLONE_FOR_AVX2
#define CODAU_CLONE_FOR_AVX512
#define CODAU_CLONE_FOR_POPCNT
#endif
