// Laws of nn/kernels.h (a product is exact on every processor) and nn/lstm.h (a line gives the same
// outputs beside any other lines).
#include <gtest/gtest.h>

#include <array>
#include <cstdint>
#include <vector>

#include "../support/processors.h"
#include "generator.h"
#include "nn/kernels.h"
#include "nn/layers.h"
#include "nn/lstm.h"

namespace codau::nn {
namespace {

class NetworkLaws : public testing::Laws {
 protected:
  std::int8_t number() {
    return static_cast<std::int8_t>(static_cast<int>(generate.below(255)) - 127);
  }
  QuantisedMatrix matrix(std::size_t outputs, std::size_t inputs) {
    QuantisedMatrix made{outputs, inputs, {}, {}};
    for (std::size_t i = 0; i < outputs * (inputs + 1); ++i) made.weights.push_back(number());
    // So that sums of a hundred products lie where tanh bends.
    for (std::size_t i = 0; i < outputs; ++i)
      made.scales.push_back(static_cast<float>(1 + generate.below(100)) * 1e-7F);
    return made;
  }
  Features line(std::size_t steps, std::size_t units) {
    Features made{units, std::vector<std::int8_t>(steps * units)};
    for (std::int8_t& value : made.values) value = number();
    return made;
  }
};

TEST_F(NetworkLaws, AProductIsTheSumOfItsProductsWhateverItsSize) {
  for (int i = 0; i < 40; ++i) {
    const QuantisedMatrix one = matrix(1 + generate.below(70), 1 + generate.below(90));
    const std::size_t rows = 1 + generate.below(20), stride = one.inputs + generate.below(4);
    std::vector<std::int8_t> inputs(rows * stride);
    for (std::int8_t& input : inputs)
      input = static_cast<std::int8_t>(static_cast<int>(generate.below(255)) - 127);
    std::vector<std::int32_t> expected(rows * round_up_to_block(one.outputs), 0);
    for (std::size_t row = 0; row < rows; ++row) {
      for (std::size_t output = 0; output < one.outputs; ++output) {
        const std::int8_t* const weights = one.weights.data() + output * (one.inputs + 1);
        std::int32_t& sum = expected[row * round_up_to_block(one.outputs) + output];
        sum = 127 * weights[one.inputs];
        for (std::size_t k = 0; k < one.inputs; ++k) sum += weights[k] * inputs[row * stride + k];
      }
    }
    const PackedMatrix packed = pack_matrices({&one, 1});
    testing::on_every_processor([&] {
      for (const ProductKind products : {ProductKind::kInt16Pairs, fastest_product_kind()}) {
        std::vector<std::int32_t> sums(expected.size());
        multiply(products, packed, inputs.data(), rows, stride, sums.data());
        EXPECT_EQ(sums, expected) << one.outputs << " × " << one.inputs << ", " << rows << " rows";
      }
    });
  }
}

TEST_F(NetworkLaws, ALineGivesTheSameOutputsBesideAnyOthersOnEveryProcessor) {
  for (const bool is_backwards : {false, true}) {
    Lstm lstm{12, 32, {}, is_backwards};
    for (QuantisedMatrix& gate : lstm.gates) gate = matrix(32, 12 + 32);
    const PackedLstm layer = pack_lstm(lstm);
    std::vector<Features> lines;
    for (int i = 0; i < 40; ++i) lines.push_back(line(generate.below(30), 12));
    const std::vector<Features> together = run_lstm(layer, lines);
    ASSERT_EQ(together.size(), lines.size());
    testing::on_every_processor([&] {
      for (std::size_t i = 0; i < lines.size(); ++i)
        EXPECT_EQ(run_lstm(layer, {lines[i]}).front().values, together[i].values) << "line " << i;
    });
  }
}

TEST_F(NetworkLaws, AColumnEndsWithTheLastOutputOfItsLine) {
  Lstm lstm{4, 16, {}, false};
  for (QuantisedMatrix& gate : lstm.gates) gate = matrix(16, 4 + 16);
  const PackedLstm layer = pack_lstm(lstm);
  const Features columns = line(100, 24);
  const Features ends = read_columns(layer, columns);
  ASSERT_EQ(ends.steps(), columns.steps());
  for (std::size_t i = 0; i < columns.steps(); ++i) {
    const Features column{4, {columns.at(i).begin(), columns.at(i).end()}};
    const Features all = run_lstm(layer, {column}).front();
    EXPECT_TRUE(std::ranges::equal(all.at(all.steps() - 1), ends.at(i)));
  }
}

}  // namespace
}  // namespace codau::nn
