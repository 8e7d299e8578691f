#include "nn/convolution_rows.h"

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>

#include <cstring>

#define CODAU_TARGET_AVX2 __attribute__((target("avx2")))

namespace codau::nn {
namespace {

constexpr std::int32_t kPlaces8 = 8;  // in a vector

/// Returns eight places that are `Stride` apart.
template <std::size_t Stride>
CODAU_TARGET_AVX2 inline __m256i load_places_avx2(const std::uint32_t* from) {
  const __m256i first = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from));
  if constexpr (Stride == 1) return first;
  const __m256i second = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(from + kPlaces8));
  const __m256 even = _mm256_shuffle_ps(_mm256_castsi256_ps(first), _mm256_castsi256_ps(second),
                                        _MM_SHUFFLE(2, 0, 2, 0));
  return _mm256_permute4x64_epi64(_mm256_castps_si256(even), _MM_SHUFFLE(3, 1, 2, 0));
}

/// Returns four outputs of eight places as words.
CODAU_TARGET_AVX2 inline __m256i pack_outputs_avx2(const __m256i* sums, const std::int32_t* shifts,
                                                   __m256i lowest) {
  __m256i results[4];
#pragma GCC unroll 8
  for (std::size_t o = 0; o < 4; ++o)
    results[o] = _mm256_srav_epi32(sums[o], _mm256_set1_epi32(shifts[o]));
  // Packing bounds numbers to -128..127, and leaves four places of an output side by side.
  const __m256i by_output = _mm256_packs_epi16(_mm256_packs_epi32(results[0], results[1]),
                                               _mm256_packs_epi32(results[2], results[3]));
  const __m256i transpose = _mm256_broadcastsi128_si256(
      _mm_setr_epi8(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15));
  return _mm256_shuffle_epi8(_mm256_max_epi8(by_output, lowest), transpose);
}

template <std::size_t Size, std::size_t Stride>
CODAU_TARGET_AVX2 void convolve_row_avx2(const ConvolutionRow& row) {
  const __m256i ones = _mm256_set1_epi16(1),
                lowest = _mm256_set1_epi8(static_cast<char>(row.lowest));
  for (std::int32_t x = 0; x < row.width; x += kPlaces8) {
    __m256i sums[kBlockOutputs8];
#pragma GCC unroll 8
    for (std::size_t o = 0; o < kBlockOutputs8; ++o) sums[o] = _mm256_set1_epi32(row.biases[o]);
    const std::uint32_t* weights = row.weights;
    const std::uint32_t* group = row.in + x * static_cast<std::ptrdiff_t>(Stride);
    for (std::int32_t g = 0; g < row.groups; ++g, group += row.plane) {
      const std::uint32_t* line = group;
      for (std::size_t ky = 0; ky < Size;
           ++ky, line += row.row_step, weights += Size * kBlockOutputs8) {
        __m256i inputs[Size];
#pragma GCC unroll 8
        for (std::size_t kx = 0; kx < Size; ++kx)
          inputs[kx] =
              load_places_avx2<Stride>(line + static_cast<std::ptrdiff_t>(kx) * row.tap_step);
#pragma GCC unroll 8
        for (std::size_t o = 0; o < kBlockOutputs8; ++o) {
          // The sums of a row of the kernel fit in 16 bits (Convolution).
          __m256i pairs = _mm256_maddubs_epi16(
              inputs[0], _mm256_set1_epi32(static_cast<std::int32_t>(weights[o])));
#pragma GCC unroll 8
          for (std::size_t kx = 1; kx < Size; ++kx) {
            pairs = _mm256_add_epi16(
                pairs, _mm256_maddubs_epi16(inputs[kx], _mm256_set1_epi32(static_cast<std::int32_t>(
                                                            weights[kx * kBlockOutputs8 + o]))));
          }
          sums[o] = _mm256_add_epi32(sums[o], _mm256_madd_epi16(pairs, ones));
        }
      }
    }
#pragma GCC unroll 8
    for (std::size_t half = 0; half < 2; ++half) {
      const __m256i words = pack_outputs_avx2(sums + half * 4, row.shifts + half * 4, lowest);
      _mm256_storeu_si256(reinterpret_cast<__m256i*>(row.out[half] + x), words);
    }
  }
}

}  // namespace

RowFunction find_row_function_avx2(std::int32_t size, std::int32_t stride) {
  static const bool has = __builtin_cpu_supports("avx2");
  if (!has) return nullptr;
  if (size == 1) return convolve_row_avx2<1, 1>;
  return stride == 1 ? convolve_row_avx2<3, 1> : convolve_row_avx2<3, 2>;
}

}  // namespace codau::nn
#else
namespace codau::nn {
RowFunction find_row_function_avx2(std::int32_t, std::int32_t) { return nullptr; }
}  // namespace codau::nn
#endif
