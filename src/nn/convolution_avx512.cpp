#include "nn/convolution_rows.h"

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>

#define CODAU_TARGET_AVX512_VNNI __attribute__((target("avx512f,avx512vl,avx512bw,avx512vnni")))

namespace codau::nn {
namespace {

constexpr std::size_t kPlaces16 = 16;  // in a vector
constexpr __mmask16 kAll = 0xFFFF;     // without a mask, g++ 12 warns of its own headers

/// Returns sixteen places that are `Stride` apart.
template <std::size_t Stride>
CODAU_TARGET_AVX512_VNNI inline __m512i load_places_avx512(const std::uint32_t* from) {
  const __m512i first = _mm512_loadu_si512(from);
  if constexpr (Stride == 1) return first;
  const __m512i even = _mm512_set_epi32(30, 28, 26, 24, 22, 20, 18, 16, 14, 12, 10, 8, 6, 4, 2, 0);
  return _mm512_permutex2var_epi32(first, even, _mm512_loadu_si512(from + kPlaces16));
}

/// Returns four outputs of sixteen places as words.
CODAU_TARGET_AVX512_VNNI inline __m512i pack_outputs_avx512(const __m512i* sums,
                                                            const std::int32_t* shifts,
                                                            __m512i lowest) {
  __m512i results[4];
#pragma GCC unroll 8
  for (std::size_t o = 0; o < 4; ++o)
    results[o] = _mm512_maskz_srav_epi32(kAll, sums[o], _mm512_set1_epi32(shifts[o]));
  // Packing bounds numbers to -128..127, and leaves four places of an output side by side.
  const __m512i by_output = _mm512_packs_epi16(_mm512_packs_epi32(results[0], results[1]),
                                               _mm512_packs_epi32(results[2], results[3]));
  const __m512i transpose = _mm512_maskz_broadcast_i32x4(
      kAll, _mm_setr_epi8(0, 4, 8, 12, 1, 5, 9, 13, 2, 6, 10, 14, 3, 7, 11, 15));
  return _mm512_shuffle_epi8(_mm512_max_epi8(by_output, lowest), transpose);
}

/// Computes `Vectors` × 16 places from `x` on.
template <std::size_t Size, std::size_t Stride, std::size_t Vectors>
CODAU_TARGET_AVX512_VNNI inline void convolve_tile(const ConvolutionRow& row, std::int32_t x) {
  __m512i sums[Vectors][kBlockOutputs8];
#pragma GCC unroll 8
  for (std::size_t o = 0; o < kBlockOutputs8; ++o) {
    const __m512i bias = _mm512_set1_epi32(row.biases[o]);
#pragma GCC unroll 8
    for (std::size_t v = 0; v < Vectors; ++v) sums[v][o] = bias;
  }
  const std::uint32_t* weights = row.weights;
  const std::uint32_t* group = row.in + x * static_cast<std::ptrdiff_t>(Stride);
  for (std::int32_t g = 0; g < row.groups; ++g, group += row.plane) {
    const std::uint32_t* line = group;
    for (std::size_t ky = 0; ky < Size; ++ky, line += row.row_step) {
#pragma GCC unroll 8
      for (std::size_t kx = 0; kx < Size; ++kx, weights += kBlockOutputs8) {
        __m512i inputs[Vectors];
#pragma GCC unroll 8
        for (std::size_t v = 0; v < Vectors; ++v)
          inputs[v] =
              load_places_avx512<Stride>(line + static_cast<std::ptrdiff_t>(kx) * row.tap_step +
                                         static_cast<std::ptrdiff_t>(v * kPlaces16 * Stride));
#pragma GCC unroll 8
        for (std::size_t o = 0; o < kBlockOutputs8; ++o) {
          const __m512i weight = _mm512_set1_epi32(static_cast<std::int32_t>(weights[o]));
#pragma GCC unroll 8
          for (std::size_t v = 0; v < Vectors; ++v)
            sums[v][o] = _mm512_dpbusd_epi32(sums[v][o], inputs[v], weight);
        }
      }
    }
  }
  const __m512i lowest = _mm512_set1_epi8(static_cast<char>(row.lowest));
#pragma GCC unroll 8
  for (std::size_t v = 0; v < Vectors; ++v) {
#pragma GCC unroll 8
    for (std::size_t half = 0; half < 2; ++half) {
      _mm512_storeu_si512(row.out[half] + x + v * kPlaces16,
                          pack_outputs_avx512(sums[v] + half * 4, row.shifts + half * 4, lowest));
    }
  }
}

template <std::size_t Size, std::size_t Stride>
CODAU_TARGET_AVX512_VNNI void convolve_row_avx512(const ConvolutionRow& row) {
  constexpr std::int32_t kOne = kPlaces16, kTwo = 2 * kOne;
  std::int32_t x = 0;
  for (; x + kOne < row.width; x += kTwo) convolve_tile<Size, Stride, 2>(row, x);
  if (x < row.width) convolve_tile<Size, Stride, 1>(row, x);
}

}  // namespace

RowFunction find_row_function_avx512(std::int32_t size, std::int32_t stride) {
  static const bool has = __builtin_cpu_supports("avx512vnni") &&
                          __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl");
  if (!has) return nullptr;
  if (size == 1) return convolve_row_avx512<1, 1>;
  return stride == 1 ? convolve_row_avx512<3, 1> : convolve_row_avx512<3, 2>;
}

}  // namespace codau::nn
#else
namespace codau::nn {
RowFunction find_row_function_avx512(std::int32_t, std::int32_t) { return nullptr; }
}  // namespace codau::nn
#endif
