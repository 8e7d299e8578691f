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
struct CurvePoint {
  float value, rise;  ///< up to the next one
};
struct Curves {
  const CurvePoint *tanh, *logistic;
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

/// The curve at each of kBlock numbers that are not negative. What stands in the table is fetched
/// number by number: faster than gathering it on most processors.
HWY_INLINE void values_of(const CurvePoint* curve, const FloatVector* positive,
                          FloatVector* values) {
  const Floats d;
  HWY_ALIGN std::int32_t index[kBlock];
  HWY_ALIGN float from[kBlock], rise[kBlock];
  for (std::size_t v = 0; v < kVectors; ++v) {
    // Behind the last value the curve is level. A comparison with what is no number is false.
    const FloatVector scaled = hn::Mul(positive[v], hn::Set(d, kCurvePerUnit));
    const FloatVector last = hn::Set(d, static_cast<float>(kCurveValues - 1));
    values[v] = hn::IfThenElse(hn::Lt(scaled, last), scaled, last);
    hn::Store(hn::ConvertTo(Ints(), values[v]), Ints(), index + v * kLanes);
  }
  for (std::size_t i = 0; i < kBlock; ++i) {
    from[i] = curve[index[i]].value;
    rise[i] = curve[index[i]].rise;
  }
  for (std::size_t v = 0; v < kVectors; ++v) {
    const IntVector whole = hn::Load(Ints(), index + v * kLanes);
    const FloatVector part = hn::Sub(values[v], hn::ConvertTo(d, whole));
    values[v] =
        hn::Add(hn::Load(d, from + v * kLanes), hn::Mul(hn::Load(d, rise + v * kLanes), part));
  }
}

using BlockOfFloats = FloatVector[kVectors];

HWY_INLINE void tanh_of(const Curves& curves, BlockOfFloats& x) {
  BlockOfFloats positive, value;
  for (std::size_t v = 0; v < kVectors; ++v) positive[v] = hn::Abs(x[v]);
  values_of(curves.tanh, positive, value);
  for (std::size_t v = 0; v < kVectors; ++v) x[v] = hn::CopySign(value[v], x[v]);
}

HWY_INLINE void logistic_of(const Curves& curves, BlockOfFloats& x) {
  const Floats d;
  BlockOfFloats positive, value;
  for (std::size_t v = 0; v < kVectors; ++v) positive[v] = hn::Abs(x[v]);
  values_of(curves.logistic, positive, value);
  for (std::size_t v = 0; v < kVectors; ++v) {
    const FloatVector mirrored = hn::Sub(hn::Set(d, 1.0F), value[v]);
    x[v] = hn::IfThenElse(hn::Lt(x[v], hn::Zero(d)), mirrored, value[v]);
  }
}

/// 127 × value, rounded half away from zero. Precondition: value in ±1.
HWY_INLINE void store_bytes(FloatVector value, std::int8_t* to) {
  const Floats d;
  const hn::Rebind<std::int8_t, Floats> bytes;
  const FloatVector scaled = hn::Mul(value, hn::Set(d, 127.0F));
  const FloatVector half = hn::CopySign(hn::Set(d, 0.5F), scaled);
  hn::StoreU(hn::DemoteTo(bytes, hn::ConvertTo(Ints(), hn::Add(scaled, half))), bytes, to);
}

HWY_INLINE FloatVector scaled_sum(const std::int32_t* sums, const float* scales) {
  const Floats d;
  return hn::Mul(hn::ConvertTo(d, hn::LoadU(Ints(), sums)), hn::LoadU(d, scales));
}

HWY_INLINE void scaled_sums(const std::int32_t* sums, const float* scales, BlockOfFloats& to) {
  for (std::size_t v = 0; v < kVectors; ++v)
    to[v] = scaled_sum(sums + v * kLanes, scales + v * kLanes);
}

void Squash(const Curves& curves, const std::int32_t* sums, const float* scales, std::size_t count,
            std::int8_t* outputs) {
  for (std::size_t i = 0; i < count; i += kBlock) {
    BlockOfFloats x;
    scaled_sums(sums + i, scales + i, x);
    tanh_of(curves, x);
    for (std::size_t v = 0; v < kVectors; ++v) store_bytes(x[v], outputs + i + v * kLanes);
  }
}

void Step(const Curves& curves, const std::int32_t* sums, const float* scales, std::size_t count,
          float* state, std::int8_t* outputs) {
  const Floats d;
  const FloatVector most = hn::Set(d, 100.0F);
  for (std::size_t i = 0; i < count; i += kBlock) {
    BlockOfFloats gate[4];
    for (std::size_t which = 0; which < 4; ++which)
      scaled_sums(sums + which * count + i, scales + which * count + i, gate[which]);
    tanh_of(curves, gate[Lstm::kCell]);
    logistic_of(curves, gate[Lstm::kIn]);
    logistic_of(curves, gate[Lstm::kForget]);
    logistic_of(curves, gate[Lstm::kOut]);
    BlockOfFloats next;
    for (std::size_t v = 0; v < kVectors; ++v) {
      float* at = state + i + v * kLanes;
      const FloatVector kept = hn::Mul(hn::LoadU(d, at), gate[Lstm::kForget][v]);
      const FloatVector added = hn::Mul(gate[Lstm::kCell][v], gate[Lstm::kIn][v]);
      next[v] = hn::Clamp(hn::Add(kept, added), hn::Neg(most), most);
      hn::StoreU(next[v], d, at);
    }
    tanh_of(curves, next);
    for (std::size_t v = 0; v < kVectors; ++v)
      store_bytes(hn::Mul(next[v], gate[Lstm::kOut][v]), outputs + i + v * kLanes);
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
    hn::StoreU(scaled_sum(sums + i, scales + i), d, probabilities + i);
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

using Curve = std::array<CurvePoint, kCurveValues>;
Curve curve_of(double (*of)(double)) {
  const auto value = [of](std::size_t i) {
    return static_cast<float>(of(static_cast<double>(i) / double{kCurvePerUnit}));
  };
  Curve curve{};
  for (std::size_t i = 0; i + 1 < kCurveValues; ++i) curve[i] = {value(i), value(i + 1) - value(i)};
  curve.back() = {1, 0};
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
