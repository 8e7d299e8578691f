#include "recogniser/kernels.h"

#include <array>
#include <cmath>
#include <cstring>

// Vectors whose width is known only when the program runs are left out: kBlock has to be cut into
// them.
#define HWY_DISABLED_TARGETS (HWY_RVV | HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "recogniser/kernels.cpp"
#include <hwy/foreach_target.h>  // includes this file once for each kind of vectors
#include <hwy/highway.h>

// What follows is compiled for processors that may not be there, so it uses no function of a
// library that the linker could share with the rest of the program.
#ifndef CODAU_RECOGNISER_KERNEL_VALUES
#define CODAU_RECOGNISER_KERNEL_VALUES
namespace codau::recogniser {
/// tanh and logistic as Tesseract has them: straight lines between values from 0 to 16, one above.
constexpr std::size_t kCurveValues = 4096;
constexpr float kCurvePerUnit = 256;
struct Curves {
  const float *tanh, *logistic;
};
struct MatrixView {
  const std::int32_t* weights;
  const std::int32_t* biases;
  std::size_t outputs, pairs;
};
}  // namespace codau::recogniser
#endif

HWY_BEFORE_NAMESPACE();
namespace codau::recogniser::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using Ints = hn::CappedTag<std::int32_t, kBlock>;
using Floats = hn::CappedTag<float, kBlock>;
constexpr std::size_t kLanes = hn::MaxLanes(Ints());
constexpr std::size_t kVectors = kBlock / kLanes;  ///< of a block
/// Rows that are multiplied at once: as many sums as stay in registers.
constexpr std::size_t kRows = kLanes >= 16 ? 8 : kLanes == 8 ? 4 : 2;

using IntVector = hn::Vec<Ints>;
using FloatVector = hn::Vec<Floats>;

// ---- product ----

/// a × b of the lower halves of each lane, plus that of the upper halves.
HWY_INLINE IntVector add_products(IntVector sum, IntVector a, IntVector b) {
#if HWY_TARGET <= HWY_SSSE3 && HWY_ARCH_X86
  const Ints d;
  const hn::Repartition<std::int16_t, Ints> halves;
  IntVector unused = hn::Zero(d);  // on x86 each lane holds the sum of its own pair
  return hn::ReorderWidenMulAccumulate(d, hn::BitCast(halves, a), hn::BitCast(halves, b), sum,
                                       unused);
#else
  const auto lower = [](IntVector v) { return hn::ShiftRight<16>(hn::ShiftLeft<16>(v)); };
  const auto upper = [](IntVector v) { return hn::ShiftRight<16>(v); };
  return hn::Add(sum, hn::Add(hn::Mul(lower(a), lower(b)), hn::Mul(upper(a), upper(b))));
#endif
}

/// Rows × kBlock sums, kept in registers from the first pair of inputs to the last.
template <std::size_t Rows>
HWY_INLINE void multiply_tile(const MatrixView& matrix, std::size_t block,
                              const std::int16_t* inputs, std::size_t stride, std::int32_t* sums) {
  const Ints d;
  IntVector tile[Rows][kVectors];
  for (std::size_t v = 0; v < kVectors; ++v) {
    const IntVector bias = hn::LoadU(d, matrix.biases + block * kBlock + v * kLanes);
    for (std::size_t row = 0; row < Rows; ++row) tile[row][v] = bias;
  }
  const std::int32_t* weights = matrix.weights + block * matrix.pairs * kBlock;
  for (std::size_t pair = 0; pair < matrix.pairs; ++pair, weights += kBlock) {
    IntVector of_pair[kVectors];
    for (std::size_t v = 0; v < kVectors; ++v) of_pair[v] = hn::LoadU(d, weights + v * kLanes);
    for (std::size_t row = 0; row < Rows; ++row) {
      std::int32_t both = 0;
      std::memcpy(&both, inputs + row * stride + 2 * pair, sizeof both);
      const IntVector input = hn::Set(d, both);
      for (std::size_t v = 0; v < kVectors; ++v)
        tile[row][v] = add_products(tile[row][v], input, of_pair[v]);
    }
  }
  for (std::size_t row = 0; row < Rows; ++row) {
    for (std::size_t v = 0; v < kVectors; ++v)
      hn::StoreU(tile[row][v], d, sums + row * matrix.outputs + block * kBlock + v * kLanes);
  }
}

void Multiply(const MatrixView& matrix, const std::int16_t* inputs, std::size_t rows,
              std::size_t stride, std::int32_t* sums) {
  // Block by block, so that its weights stay near for all rows.
  for (std::size_t block = 0; block * kBlock < matrix.outputs; ++block) {
    std::size_t row = 0;
    for (; row + kRows <= rows; row += kRows)
      multiply_tile<kRows>(matrix, block, inputs + row * stride, stride,
                           sums + row * matrix.outputs);
    for (; row < rows; ++row)
      multiply_tile<1>(matrix, block, inputs + row * stride, stride, sums + row * matrix.outputs);
  }
}

// ---- squashing ----

HWY_INLINE FloatVector value_of(const float* curve, FloatVector positive) {
  const Floats d;
  const FloatVector scaled = hn::Mul(positive, hn::Set(d, kCurvePerUnit));
  // Also false for what is no number.
  const auto is_inside = hn::Lt(scaled, hn::Set(d, static_cast<float>(kCurveValues - 1)));
  const FloatVector bounded = hn::IfThenElseZero(is_inside, scaled);
  const IntVector index = hn::ConvertTo(Ints(), bounded);
  const FloatVector from = hn::GatherIndex(d, curve, index);
  const FloatVector to = hn::GatherIndex(d, curve + 1, index);
  const FloatVector part = hn::Sub(bounded, hn::ConvertTo(d, index));
  const FloatVector value = hn::Add(from, hn::Mul(hn::Sub(to, from), part));
  return hn::IfThenElse(is_inside, value, hn::Set(d, 1.0F));
}

HWY_INLINE FloatVector tanh_of(const Curves& curves, FloatVector x) {
  return hn::CopySign(value_of(curves.tanh, hn::Abs(x)), x);
}
HWY_INLINE FloatVector logistic_of(const Curves& curves, FloatVector x) {
  const Floats d;
  const FloatVector value = value_of(curves.logistic, hn::Abs(x));
  return hn::IfThenElse(hn::Lt(x, hn::Zero(d)), hn::Sub(hn::Set(d, 1.0F), value), value);
}

/// 127 × value, rounded half away from zero. Precondition: value in ±1.
HWY_INLINE void store_bytes(FloatVector value, std::int8_t* to) {
  const Floats d;
  const hn::Rebind<std::int8_t, Floats> bytes;
  const FloatVector scaled = hn::Mul(value, hn::Set(d, 127.0F));
  const FloatVector half = hn::CopySign(hn::Set(d, 0.5F), scaled);
  hn::StoreU(hn::DemoteTo(bytes, hn::ConvertTo(Ints(), hn::Add(scaled, half))), bytes, to);
}

HWY_INLINE FloatVector scaled_sums(const std::int32_t* sums, const float* scales) {
  const Floats d;
  return hn::Mul(hn::ConvertTo(d, hn::LoadU(Ints(), sums)), hn::LoadU(d, scales));
}

void Squash(const Curves& curves, const std::int32_t* sums, const float* scales, std::size_t count,
            std::int8_t* outputs) {
  for (std::size_t i = 0; i < count; i += kLanes)
    store_bytes(tanh_of(curves, scaled_sums(sums + i, scales + i)), outputs + i);
}

void Step(const Curves& curves, const std::int32_t* sums, const float* scales, std::size_t count,
          float* state, std::int8_t* outputs) {
  const Floats d;
  const FloatVector most = hn::Set(d, 100.0F);
  for (std::size_t i = 0; i < count; i += kLanes) {
    const auto gate = [&](Lstm::Gate which) {
      return scaled_sums(sums + which * count + i, scales + which * count + i);
    };
    const FloatVector cell = tanh_of(curves, gate(Lstm::kCell));
    const FloatVector in = logistic_of(curves, gate(Lstm::kIn));
    const FloatVector forget = logistic_of(curves, gate(Lstm::kForget));
    const FloatVector out = logistic_of(curves, gate(Lstm::kOut));
    const FloatVector kept = hn::Mul(hn::LoadU(d, state + i), forget);
    const FloatVector next = hn::Clamp(hn::Add(kept, hn::Mul(cell, in)), hn::Neg(most), most);
    hn::StoreU(next, d, state + i);
    store_bytes(hn::Mul(tanh_of(curves, next), out), outputs + i);
  }
}

// ---- softmax ----

/// e to the power of x, to 2 units in the last place. Precondition: -87 < x ≤ 0.
HWY_INLINE FloatVector power_of_e(FloatVector x) {
  const Floats d;
  const Ints di;
  // x = n × ln 2 + rest; ln 2 in two parts, the first short enough that its product is exact.
  const FloatVector n = hn::Round(hn::Mul(x, hn::Set(d, 1.44269504F)));
  const FloatVector rest = hn::Sub(hn::Sub(x, hn::Mul(n, hn::Set(d, 0.693359375F))),
                                   hn::Mul(n, hn::Set(d, -2.12194440e-4F)));
  // The series of e to its seventh term: what follows is below 2^-26 where |rest| ≤ ln 2 / 2.
  FloatVector sum = hn::Set(d, 1.0F / 5040);
  constexpr float kTerms[] = {1.0F / 720, 1.0F / 120, 1.0F / 24, 1.0F / 6, 0.5F, 1.0F, 1.0F};
  for (const float term : kTerms) sum = hn::Add(hn::Mul(sum, rest), hn::Set(d, term));
  constexpr int kMantissa = 23, kBias = 127;
  const IntVector exponent =
      hn::ShiftLeft<kMantissa>(hn::Add(hn::ConvertTo(di, n), hn::Set(di, kBias)));
  return hn::Mul(sum, hn::BitCast(d, exponent));
}

void Softmax(const std::int32_t* sums, const float* scales, std::size_t classes,
             float* probabilities) {
  const Floats d;
  for (std::size_t i = 0; i < padded(classes); i += kLanes)
    hn::StoreU(scaled_sums(sums + i, scales + i), d, probabilities + i);
  float most = probabilities[0];
  for (std::size_t i = 1; i < classes; ++i)
    most = probabilities[i] > most ? probabilities[i] : most;
  const FloatVector least = hn::Set(d, -86.0F);  // no probability is zero
  for (std::size_t i = 0; i < padded(classes); i += kLanes) {
    const FloatVector below = hn::Sub(hn::LoadU(d, probabilities + i), hn::Set(d, most));
    hn::StoreU(power_of_e(hn::Max(below, least)), d, probabilities + i);
  }
  float total = 0;
  for (std::size_t i = 0; i < classes; ++i) total += probabilities[i];
  for (std::size_t i = 0; i < padded(classes); i += kLanes)
    hn::StoreU(hn::Div(hn::LoadU(d, probabilities + i), hn::Set(d, total)), d, probabilities + i);
}

const char* Name() { return hwy::TargetName(HWY_TARGET); }

}  // namespace codau::recogniser::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace codau::recogniser {

HWY_EXPORT(Multiply);
HWY_EXPORT(Squash);
HWY_EXPORT(Step);
HWY_EXPORT(Softmax);
HWY_EXPORT(Name);

namespace {

using Curve = std::array<float, kCurveValues>;
Curve curve_of(double (*of)(double)) {
  Curve curve{};
  for (std::size_t i = 0; i < kCurveValues; ++i)
    curve[i] = static_cast<float>(of(static_cast<double>(i) / double{kCurvePerUnit}));
  return curve;
}
const Curves& curves() {
  static const Curve tanh = curve_of([](double x) { return std::tanh(x); });
  static const Curve logistic = curve_of([](double x) { return 1 / (1 + std::exp(-x)); });
  static const Curves both{tanh.data(), logistic.data()};
  return both;
}

/// In the lower or upper 16 bits.
std::int32_t half_of(std::int8_t weight, std::size_t which) {
  const std::uint32_t bits = static_cast<std::uint32_t>(weight) & 0xFFFFU;
  return static_cast<std::int32_t>(bits << (16 * which));
}

}  // namespace

PackedMatrix pack(std::span<const Matrix> matrices) {
  PackedMatrix packed;
  const std::size_t inputs = matrices.front().inputs;
  packed.pairs = (inputs + 1) / 2;
  for (const Matrix& matrix : matrices) packed.outputs += padded(matrix.outputs);
  packed.weights.resize(packed.outputs * packed.pairs);
  packed.biases.resize(packed.outputs);
  packed.scales.resize(packed.outputs);
  constexpr std::int32_t kOne = 127;
  std::size_t first = 0;
  for (const Matrix& matrix : matrices) {
    for (std::size_t i = 0; i < matrix.outputs; ++i) {
      const std::int8_t* row = matrix.weights.data() + i * (inputs + 1);
      const std::size_t block = (first + i) / kBlock, place = (first + i) % kBlock;
      std::int32_t* to = packed.weights.data() + block * packed.pairs * kBlock + place;
      for (std::size_t k = 0; k < inputs; ++k) to[k / 2 * kBlock] |= half_of(row[k], k % 2);
      packed.biases[first + i] = kOne * row[inputs];
      packed.scales[first + i] = matrix.scales[i];
    }
    first += padded(matrix.outputs);
  }
  return packed;
}

void multiply(const PackedMatrix& matrix, const std::int16_t* inputs, std::size_t rows,
              std::size_t stride, std::int32_t* sums) {
  HWY_DYNAMIC_DISPATCH(Multiply)
  ({matrix.weights.data(), matrix.biases.data(), matrix.outputs, matrix.pairs}, inputs, rows,
   stride, sums);
}

void squash(const std::int32_t* sums, const float* scales, std::size_t count,
            std::int8_t* outputs) {
  HWY_DYNAMIC_DISPATCH(Squash)(curves(), sums, scales, count, outputs);
}

void step(const std::int32_t* sums, const float* scales, std::size_t count, float* state,
          std::int8_t* outputs) {
  HWY_DYNAMIC_DISPATCH(Step)(curves(), sums, scales, count, state, outputs);
}

void softmax(const std::int32_t* sums, const float* scales, std::size_t classes,
             float* probabilities) {
  HWY_DYNAMIC_DISPATCH(Softmax)(sums, scales, classes, probabilities);
}

const char* vectors_in_use() { return HWY_DYNAMIC_DISPATCH(Name)(); }

}  // namespace codau::recogniser
#endif  // HWY_ONCE
