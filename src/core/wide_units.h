// core/wide_units.h — arithmetic on many small numbers at once.
#pragma once

/// CODAU_WIDE_UNITS, or CODAU_COUNTS_BITS where bits are counted: before a function with a loop
/// over many units. It is compiled twice, and the loader picks by the processor. Neither version
/// fuses or reorders, so both give the same bits. Not under ThreadSanitizer: g++ 12 has it watch
/// the picking too, which comes before its own start.
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_THREAD__)
#define CODAU_WIDE_UNITS __attribute__((target_clones("avx2", "default")))
#define CODAU_COUNTS_BITS __attribute__((target_clones("popcnt", "default")))
#else
#define CODAU_WIDE_UNITS
#define CODAU_COUNTS_BITS
#endif
