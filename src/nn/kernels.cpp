#include "nn/kernels.h"

#include <array>
#include <cmath>
#include <cstring>
#include <numeric>

// Leaves out vectors whose width is known only at run time: kBlockOutputs must be a multiple of the
// width.
#define HWY_DISABLED_TARGETS (HWY_RVV | HWY_SVE | HWY_SVE2 | HWY_SVE_256 | HWY_SVE2_128)
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "nn/kernels.cpp"
#include <hwy/foreach_target.h>  // includes this file once for each kind of vectors
#include <hwy/highway.h>

// The code below is also compiled for other processors than this one. It uses no library function
// that the linker could share with the rest of the program.
#ifndef CODAU_NN_KERNEL_TYPES
#define CODAU_NN_KERNEL_TYPES
namespace codau::nn {
/// tanh and logistic as in Tesseract: linear interpolation between values from 0 to 16; 1 above.
constexpr std::size_t kTablePoints = 4096;
constexpr float kTablePointsPerUnit = 256;
struct TablePoint {
  float value, slope;  ///< rise to the next point
};
struct ActivationTables {
  const TablePoint *tanh, *logistic;
};
struct MatrixView {
  const std::uint32_t* weights;
  const std::int32_t* biases;
  std::size_t outputs, quads;  ///< groups of four inputs, the last one padded
};
/// Four inputs in the layout of a product.
struct InputQuad {
  std::uint32_t even, odd;
};
}  // namespace codau::nn
#endif

HWY_BEFORE_NAMESPACE();
namespace codau::nn::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

using Ints = hn::CappedTag<std::int32_t, kBlockOutputs>;
using Floats = hn::CappedTag<float, kBlockOutputs>;
constexpr std::size_t kLanes = hn::MaxLanes(Ints());
constexpr std::size_t kVectors = kBlockOutputs / kLanes;  ///< of a block
/// Vectors of a block, and rows, that are multiplied together: the sums just fit into registers.
constexpr std::size_t kTileVectors = kVectors < 2 ? kVectors : 2, kTileRows = kLanes >= 16 ? 8 : 4;

using IntVector = hn::Vec<Ints>;
using FloatVector = hn::Vec<Floats>;

// ---- product ----

#if HWY_TARGET <= HWY_SSSE3 && HWY_ARCH_X86
/// Returns bytes 0 and 2 (even) or 1 and 3 (odd) as 16-bit numbers.
HWY_INLINE IntVector even_bytes(IntVector quads) {
  const hn::Repartition<std::int16_t, Ints> halves;
  const auto shifted = hn::ShiftLeft<8>(hn::BitCast(halves, quads));
  return hn::BitCast(Ints(), hn::ShiftRight<8>(shifted));
}
HWY_INLINE IntVector odd_bytes(IntVector quads) {
  const hn::Repartition<std::int16_t, Ints> halves;
  return hn::BitCast(Ints(), hn::ShiftRight<8>(hn::BitCast(halves, quads)));
}
/// The same for one group of four.
HWY_INLINE InputQuad widen_quad(std::uint32_t bytes) {
  const auto widened = [](std::uint32_t every_other) {
    return every_other | ((every_other & 0x00800080U) * 0x1FEU);  // the sign fills the upper byte
  };
  return {widened(bytes & 0x00FF00FFU), widened(bytes >> 8 & 0x00FF00FFU)};
}
/// Adds a × b of the lower halves of each lane and of the upper halves.
HWY_INLINE IntVector add_products(IntVector sum, IntVector a, IntVector b) {
  const hn::Repartition<std::int16_t, Ints> halves;
  IntVector unused = hn::Zero(Ints());  // on x86 each lane holds the sum of its own pair
  return hn::ReorderWidenMulAccumulate(Ints(), hn::BitCast(halves, a), hn::BitCast(halves, b), sum,
                                       unused);
}
#else
/// Leaves all four bytes in each lane, with byte 0 or byte 1 lowest: the product extracts two.
HWY_INLINE IntVector even_bytes(IntVector quads) { return quads; }
HWY_INLINE IntVector odd_bytes(IntVector quads) { return hn::ShiftRight<8>(quads); }
HWY_INLINE InputQuad widen_quad(std::uint32_t bytes) { return {bytes, bytes >> 8}; }
/// Adds a × b of bytes 0 and 2 of each lane.
HWY_INLINE IntVector add_products(IntVector sum, IntVector a, IntVector b) {
  const auto lower = [](IntVector v) { return hn::ShiftRight<24>(hn::ShiftLeft<24>(v)); };
  const auto upper = [](IntVector v) { return hn::ShiftRight<24>(hn::ShiftLeft<8>(v)); };
  return hn::Add(sum, hn::Add(hn::Mul(lower(a), lower(b)), hn::Mul(upper(a), upper(b))));
}
#endif

/// Computes Rows × kTileVectors vectors of sums, from output `first` on. The sums stay in registers
/// over all inputs.
template <std::size_t Rows>
HWY_INLINE void multiply_tile(const MatrixView& matrix, std::size_t first, const InputQuad* inputs,
                              std::int32_t* sums) {
  const Ints d;
  const hn::Repartition<std::uint32_t, Ints> bits;
  IntVector tile[Rows][kTileVectors];
  for (std::size_t v = 0; v < kTileVectors; ++v) {
    const IntVector bias = hn::LoadU(d, matrix.biases + first + v * kLanes);
    for (std::size_t row = 0; row < Rows; ++row) tile[row][v] = bias;
  }
  const std::uint32_t* weights =
      matrix.weights + first / kBlockOutputs * kBlockOutputs * matrix.quads + first % kBlockOutputs;
  for (std::size_t quad = 0; quad < matrix.quads; ++quad, weights += kBlockOutputs) {
    IntVector even[kTileVectors], odd[kTileVectors];
    for (std::size_t v = 0; v < kTileVectors; ++v) {
      const IntVector all = hn::BitCast(d, hn::LoadU(bits, weights + v * kLanes));
      even[v] = even_bytes(all);
      odd[v] = odd_bytes(all);
    }
    for (std::size_t row = 0; row < Rows; ++row) {
      const InputQuad& here = inputs[row * matrix.quads + quad];
      const IntVector here_even = hn::BitCast(d, hn::Set(bits, here.even)),
                      here_odd = hn::BitCast(d, hn::Set(bits, here.odd));
      for (std::size_t v = 0; v < kTileVectors; ++v) {
        tile[row][v] = add_products(tile[row][v], here_even, even[v]);
        tile[row][v] = add_products(tile[row][v], here_odd, odd[v]);
      }
    }
  }
  for (std::size_t row = 0; row < Rows; ++row) {
    for (std::size_t v = 0; v < kTileVectors; ++v)
      hn::StoreU(tile[row][v], d, sums + row * matrix.outputs + first + v * kLanes);
  }
}

/// Multiplies all rows: `Rows` together, then half as many for the rest, down to one.
template <std::size_t Rows>
HWY_INLINE void multiply_rows(const MatrixView& matrix, std::size_t first, const InputQuad* inputs,
                              std::size_t rows, std::int32_t* sums) {
  for (; rows >= Rows; rows -= Rows, inputs += Rows * matrix.quads, sums += Rows * matrix.outputs)
    multiply_tile<Rows>(matrix, first, inputs, sums);
  if constexpr (Rows > 1) multiply_rows<Rows / 2>(matrix, first, inputs, rows, sums);
}

void WidenInputs(const std::uint32_t* bytes, std::size_t count, InputQuad* to) {
  for (std::size_t i = 0; i < count; ++i) to[i] = widen_quad(bytes[i]);
}

void Multiply(const MatrixView& matrix, const InputQuad* inputs, std::size_t rows,
              std::int32_t* sums) {
  // Few outputs at a time, so that their weights stay in the cache for all rows.
  for (std::size_t first = 0; first < matrix.outputs; first += kTileVectors * kLanes)
    multiply_rows<kTileRows>(matrix, first, inputs, rows, sums);
}

// ---- activation functions ----

/// Evaluates the function at kBlockOutputs non-negative numbers. Loads the table number by number,
/// which is faster than a gather on most processors.
HWY_INLINE void look_up(const TablePoint* table, const FloatVector* positive, FloatVector* values) {
  const Floats d;
  HWY_ALIGN std::int32_t index[kBlockOutputs];
  HWY_ALIGN TablePoint points[kBlockOutputs];
  for (std::size_t v = 0; v < kVectors; ++v) {
    // After the last value the curve is level. A comparison with NaN is false.
    const FloatVector scaled = hn::Mul(positive[v], hn::Set(d, kTablePointsPerUnit));
    const FloatVector last = hn::Set(d, static_cast<float>(kTablePoints - 1));
    values[v] = hn::IfThenElse(hn::Lt(scaled, last), scaled, last);
    hn::Store(hn::ConvertTo(Ints(), values[v]), Ints(), index + v * kLanes);
  }
  for (std::size_t i = 0; i < kBlockOutputs; ++i)
    std::memcpy(points + i, table + index[i], sizeof(TablePoint));
  for (std::size_t v = 0; v < kVectors; ++v) {
    const IntVector whole = hn::Load(Ints(), index + v * kLanes);
    const FloatVector part = hn::Sub(values[v], hn::ConvertTo(d, whole));
    FloatVector value, slope;
    hn::LoadInterleaved2(d, &points[v * kLanes].value, value, slope);
    values[v] = hn::Add(value, hn::Mul(slope, part));
  }
}

using BlockOfFloats = FloatVector[kVectors];

HWY_INLINE void apply_tanh(const ActivationTables& tables, BlockOfFloats& x) {
  BlockOfFloats positive, value;
  for (std::size_t v = 0; v < kVectors; ++v) positive[v] = hn::Abs(x[v]);
  look_up(tables.tanh, positive, value);
  for (std::size_t v = 0; v < kVectors; ++v) x[v] = hn::CopySign(value[v], x[v]);
}

HWY_INLINE void apply_logistic(const ActivationTables& tables, BlockOfFloats& x) {
  const Floats d;
  BlockOfFloats positive, value;
  for (std::size_t v = 0; v < kVectors; ++v) positive[v] = hn::Abs(x[v]);
  look_up(tables.logistic, positive, value);
  for (std::size_t v = 0; v < kVectors; ++v) {
    const FloatVector mirrored = hn::Sub(hn::Set(d, 1.0F), value[v]);
    x[v] = hn::IfThenElse(hn::Lt(x[v], hn::Zero(d)), mirrored, value[v]);
  }
}

/// Stores 127 × value, rounded half away from zero. Precondition: value in ±1.
HWY_INLINE void store_quantised(FloatVector value, std::int8_t* to) {
  const Floats d;
  const hn::Rebind<std::int8_t, Floats> bytes;
  const FloatVector scaled = hn::Mul(value, hn::Set(d, 127.0F));
  const FloatVector half = hn::CopySign(hn::Set(d, 0.5F), scaled);
  hn::StoreU(hn::DemoteTo(bytes, hn::ConvertTo(Ints(), hn::Add(scaled, half))), bytes, to);
}

HWY_INLINE FloatVector dequantise(const std::int32_t* sums, const float* scales) {
  const Floats d;
  return hn::Mul(hn::ConvertTo(d, hn::LoadU(Ints(), sums)), hn::LoadU(d, scales));
}

HWY_INLINE void dequantise_block(const std::int32_t* sums, const float* scales, BlockOfFloats& to) {
  for (std::size_t v = 0; v < kVectors; ++v)
    to[v] = dequantise(sums + v * kLanes, scales + v * kLanes);
}

void ApplyQuantisedTanh(const ActivationTables& tables, const std::int32_t* sums,
                        const float* scales, std::size_t count, std::int8_t* outputs) {
  for (std::size_t i = 0; i < count; i += kBlockOutputs) {
    BlockOfFloats x;
    dequantise_block(sums + i, scales + i, x);
    apply_tanh(tables, x);
    for (std::size_t v = 0; v < kVectors; ++v) store_quantised(x[v], outputs + i + v * kLanes);
  }
}

void StepLstm(const ActivationTables& tables, const std::int32_t* sums, const float* scales,
              std::size_t count, float* state, std::int8_t* outputs) {
  const Floats d;
  const FloatVector most = hn::Set(d, 100.0F);
  for (std::size_t i = 0; i < count; i += kBlockOutputs) {
    BlockOfFloats gate[4];
    for (std::size_t which = 0; which < 4; ++which)
      dequantise_block(sums + which * count + i, scales + which * count + i, gate[which]);
    apply_tanh(tables, gate[Lstm::kCellInput]);
    apply_logistic(tables, gate[Lstm::kInputGate]);
    apply_logistic(tables, gate[Lstm::kForgetGate]);
    apply_logistic(tables, gate[Lstm::kOutputGate]);
    BlockOfFloats next;
    for (std::size_t v = 0; v < kVectors; ++v) {
      float* at = state + i + v * kLanes;
      const FloatVector kept = hn::Mul(hn::LoadU(d, at), gate[Lstm::kForgetGate][v]);
      const FloatVector added = hn::Mul(gate[Lstm::kCellInput][v], gate[Lstm::kInputGate][v]);
      next[v] = hn::Clamp(hn::Add(kept, added), hn::Neg(most), most);
      hn::StoreU(next[v], d, at);
    }
    apply_tanh(tables, next);
    for (std::size_t v = 0; v < kVectors; ++v)
      store_quantised(hn::Mul(next[v], gate[Lstm::kOutputGate][v]), outputs + i + v * kLanes);
  }
}

// ---- softmax ----

/// Returns e to the power of x, to 2 units in the last place. Precondition: -87 < x ≤ 0.
HWY_INLINE FloatVector compute_exp(FloatVector x) {
  const Floats d;
  const Ints di;
  // x = n × ln 2 + rest. ln 2 has two parts, the first so short that its product is exact.
  const FloatVector n = hn::Round(hn::Mul(x, hn::Set(d, 1.44269504F)));
  const FloatVector rest = hn::Sub(hn::Sub(x, hn::Mul(n, hn::Set(d, 0.693359375F))),
                                   hn::Mul(n, hn::Set(d, -2.12194440e-4F)));
  // The series of e to its seventh term: the remainder is below 2^-26 if |rest| ≤ ln 2 / 2.
  FloatVector sum = hn::Set(d, 1.0F / 5040);
  constexpr float kTaylorTerms[] = {1.0F / 720, 1.0F / 120, 1.0F / 24, 1.0F / 6, 0.5F, 1.0F, 1.0F};
  for (const float term : kTaylorTerms) sum = hn::Add(hn::Mul(sum, rest), hn::Set(d, term));
  constexpr int kMantissaBits = 23, kExponentBias = 127;
  const IntVector exponent =
      hn::ShiftLeft<kMantissaBits>(hn::Add(hn::ConvertTo(di, n), hn::Set(di, kExponentBias)));
  return hn::Mul(sum, hn::BitCast(d, exponent));
}

void Softmax(const std::int32_t* sums, const float* scales, std::size_t classes,
             float* probabilities) {
  const Floats d;
  for (std::size_t i = 0; i < round_up_to_block(classes); i += kLanes)
    hn::StoreU(dequantise(sums + i, scales + i), d, probabilities + i);
  float most = probabilities[0];
  for (std::size_t i = 1; i < classes; ++i)
    most = probabilities[i] > most ? probabilities[i] : most;
  const FloatVector least = hn::Set(d, -86.0F);  // no probability is zero
  for (std::size_t i = 0; i < round_up_to_block(classes); i += kLanes) {
    const FloatVector below = hn::Sub(hn::LoadU(d, probabilities + i), hn::Set(d, most));
    hn::StoreU(compute_exp(hn::Max(below, least)), d, probabilities + i);
  }
  float total = 0;
  for (std::size_t i = 0; i < classes; ++i) total += probabilities[i];
  for (std::size_t i = 0; i < round_up_to_block(classes); i += kLanes)
    hn::StoreU(hn::Div(hn::LoadU(d, probabilities + i), hn::Set(d, total)), d, probabilities + i);
}

/// Returns whether processors of this target may also have products of bytes.
bool IsAvx512() { return HWY_ARCH_X86 && HWY_TARGET <= HWY_AVX3; }

const char* Name() { return hwy::TargetName(HWY_TARGET); }

}  // namespace codau::nn::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace codau::nn {

HWY_EXPORT(WidenInputs);
HWY_EXPORT(Multiply);
HWY_EXPORT(ApplyQuantisedTanh);
HWY_EXPORT(StepLstm);
HWY_EXPORT(Softmax);
HWY_EXPORT(IsAvx512);
HWY_EXPORT(Name);

namespace {

using ActivationTable = std::array<TablePoint, kTablePoints>;
ActivationTable make_table(double (*of)(double)) {
  const auto value = [of](std::size_t i) {
    return static_cast<float>(of(static_cast<double>(i) / double{kTablePointsPerUnit}));
  };
  ActivationTable table{};
  for (std::size_t i = 0; i + 1 < kTablePoints; ++i) table[i] = {value(i), value(i + 1) - value(i)};
  table.back() = {1, 0};
  return table;
}
const ActivationTables& activation_tables() {
  static const ActivationTable tanh = make_table([](double x) { return std::tanh(x); });
  static const ActivationTable logistic =
      make_table([](double x) { return 1 / (1 + std::exp(-x)); });
  static const ActivationTables both{tanh.data(), logistic.data()};
  return both;
}

std::size_t count_quads(std::size_t inputs) { return (inputs + 3) / 4; }

/// Returns the rows of inputs in groups of four, the last one padded with zeros.
std::vector<std::uint32_t> pack_quads(const std::int8_t* inputs, std::size_t count,
                                      std::size_t rows, std::size_t stride) {
  const std::size_t quads = count_quads(count);
  std::vector<std::uint32_t> out(rows * quads);
  for (std::size_t row = 0; row < rows; ++row)
    std::memcpy(out.data() + row * quads, inputs + row * stride, count);
  return out;
}

#if HWY_ARCH_X86 && defined(__GNUC__)
#define CODAU_TARGET_AVX512_VNNI __attribute__((target("avx512f,avx512vl,avx512bw,avx512vnni")))

/// Like Multiply, with products of four bytes, which Highway 1.0.3 lacks. One factor must be
/// unsigned, so 128 is added to each weight. The sums then lose 128 × the inputs, `shifts` for each
/// row.
template <std::size_t Rows, std::size_t Blocks>
CODAU_TARGET_AVX512_VNNI void multiply_int8_tile(const MatrixView& matrix, std::size_t block,
                                                 const std::uint32_t* inputs,
                                                 const std::int32_t* shifts, std::int32_t* sums) {
  __m512i tile[Rows][Blocks];
  for (std::size_t b = 0; b < Blocks; ++b) {
    const __m512i bias = _mm512_loadu_si512(matrix.biases + (block + b) * kBlockOutputs);
    for (std::size_t row = 0; row < Rows; ++row)
      tile[row][b] = _mm512_sub_epi32(bias, _mm512_set1_epi32(shifts[row]));
  }
  const std::uint32_t* weights = matrix.weights + block * matrix.quads * kBlockOutputs;
  const __m512i sign = _mm512_set1_epi8(-128);
  for (std::size_t quad = 0; quad < matrix.quads; ++quad, weights += kBlockOutputs) {
    __m512i of_quad[Blocks];
    for (std::size_t b = 0; b < Blocks; ++b) {
      of_quad[b] =
          _mm512_xor_si512(_mm512_loadu_si512(weights + b * matrix.quads * kBlockOutputs), sign);
    }
    for (std::size_t row = 0; row < Rows; ++row) {
      const __m512i here =
          _mm512_set1_epi32(static_cast<std::int32_t>(inputs[row * matrix.quads + quad]));
      for (std::size_t b = 0; b < Blocks; ++b)
        tile[row][b] = _mm512_dpbusd_epi32(tile[row][b], of_quad[b], here);
    }
  }
  for (std::size_t row = 0; row < Rows; ++row) {
    for (std::size_t b = 0; b < Blocks; ++b)
      _mm512_storeu_si512(sums + row * matrix.outputs + (block + b) * kBlockOutputs, tile[row][b]);
  }
}

template <std::size_t Rows, std::size_t Blocks>
CODAU_TARGET_AVX512_VNNI void multiply_int8_rows(const MatrixView& matrix, std::size_t block,
                                                 const std::uint32_t* inputs,
                                                 const std::int32_t* shifts, std::size_t rows,
                                                 std::int32_t* sums) {
  for (; rows >= Rows; rows -= Rows) {
    multiply_int8_tile<Rows, Blocks>(matrix, block, inputs, shifts, sums);
    inputs += Rows * matrix.quads;
    shifts += Rows;
    sums += Rows * matrix.outputs;
  }
  if constexpr (Rows > 1)
    multiply_int8_rows<Rows / 2, Blocks>(matrix, block, inputs, shifts, rows, sums);
}

void multiply_int8(const MatrixView& matrix, const std::int8_t* inputs, std::size_t count,
                   std::size_t rows, std::size_t stride, std::int32_t* sums) {
  const std::vector<std::uint32_t> quads = pack_quads(inputs, count, rows, stride);
  std::vector<std::int32_t> shifts;
  for (std::size_t row = 0; row < rows; ++row) {
    const std::int8_t* const begin = inputs + row * stride;
    shifts.push_back(128 * std::accumulate(begin, begin + count, std::int32_t{0}));
  }
  constexpr std::size_t kByteTileRows = 8;  // two blocks of them leave half of the registers
  const std::size_t blocks = matrix.outputs / kBlockOutputs;
  for (std::size_t block = 0; block + 1 < blocks; block += 2) {
    multiply_int8_rows<kByteTileRows, 2>(matrix, block, quads.data(), shifts.data(), rows, sums);
  }
  if (blocks % 2 == 1) {
    multiply_int8_rows<kByteTileRows, 1>(matrix, blocks - 1, quads.data(), shifts.data(), rows,
                                         sums);
  }
}

bool has_int8_products() {
  static const bool has = __builtin_cpu_supports("avx512vnni") &&
                          __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vl");
  return has;
}
#else
void multiply_int8(const MatrixView&, const std::int8_t*, std::size_t, std::size_t, std::size_t,
                   std::int32_t*) {}
bool has_int8_products() { return false; }
#endif

}  // namespace

PackedMatrix pack_matrices(std::span<const QuantisedMatrix> matrices) {
  PackedMatrix packed;
  packed.inputs = matrices.front().inputs;
  const std::size_t quads = count_quads(packed.inputs);
  for (const QuantisedMatrix& matrix : matrices)
    packed.outputs += round_up_to_block(matrix.outputs);
  packed.weights.resize(packed.outputs * quads);
  packed.biases.resize(packed.outputs);
  packed.scales.resize(packed.outputs);
  constexpr std::int32_t kUnitActivation = 127;
  std::size_t first = 0;
  for (const QuantisedMatrix& matrix : matrices) {
    for (std::size_t i = 0; i < matrix.outputs; ++i) {
      const std::int8_t* row = matrix.weights.data() + i * (packed.inputs + 1);
      const std::size_t block = (first + i) / kBlockOutputs, place = (first + i) % kBlockOutputs;
      std::uint32_t* to = packed.weights.data() + block * quads * kBlockOutputs + place;
      for (std::size_t k = 0; k < packed.inputs; ++k)
        to[k / 4 * kBlockOutputs] |= std::uint32_t{static_cast<std::uint8_t>(row[k])}
                                     << (8 * (k % 4));
      packed.biases[first + i] = kUnitActivation * row[packed.inputs];
      packed.scales[first + i] = matrix.scales[i];
    }
    first += round_up_to_block(matrix.outputs);
  }
  return packed;
}

ProductKind fastest_product_kind() {
  const bool of_bytes = has_int8_products() && HWY_DYNAMIC_DISPATCH(IsAvx512)();
  return of_bytes ? ProductKind::kInt8Quads : ProductKind::kInt16Pairs;
}

void multiply(ProductKind kind, const PackedMatrix& matrix, const std::int8_t* inputs,
              std::size_t rows, std::size_t stride, std::int32_t* sums) {
  const MatrixView view{matrix.weights.data(), matrix.biases.data(), matrix.outputs,
                        count_quads(matrix.inputs)};
  if (kind == ProductKind::kInt8Quads) {
    multiply_int8(view, inputs, matrix.inputs, rows, stride, sums);
    return;
  }
  const std::vector<std::uint32_t> quads = pack_quads(inputs, matrix.inputs, rows, stride);
  std::vector<InputQuad> spread(quads.size());
  HWY_DYNAMIC_DISPATCH(WidenInputs)(quads.data(), quads.size(), spread.data());
  HWY_DYNAMIC_DISPATCH(Multiply)(view, spread.data(), rows, sums);
}

void multiply(const PackedMatrix& matrix, const std::int8_t* inputs, std::size_t rows,
              std::size_t stride, std::int32_t* sums) {
  multiply(fastest_product_kind(), matrix, inputs, rows, stride, sums);
}

void apply_quantised_tanh(const std::int32_t* sums, const float* scales, std::size_t count,
                          std::int8_t* outputs) {
  HWY_DYNAMIC_DISPATCH(ApplyQuantisedTanh)(activation_tables(), sums, scales, count, outputs);
}

void step_lstm(const std::int32_t* sums, const float* scales, std::size_t count, float* state,
               std::int8_t* outputs) {
  HWY_DYNAMIC_DISPATCH(StepLstm)(activation_tables(), sums, scales, count, state, outputs);
}

void softmax(const std::int32_t* sums, const float* scales, std::size_t classes,
             float* probabilities) {
  HWY_DYNAMIC_DISPATCH(Softmax)(sums, scales, classes, probabilities);
}

const char* name_instruction_set() {
  return fastest_product_kind() == ProductKind::kInt8Quads ? "AVX-512 VNNI"
                                                           : HWY_DYNAMIC_DISPATCH(Name)();
}

}  // namespace codau::nn
#endif  // HWY_ONCE
