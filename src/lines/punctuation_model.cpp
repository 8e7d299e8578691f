#include "lines/punctuation_model.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "lines/punctuation_data.h"
#include "text/data_table.h"
#include "text/letters.h"
#include "text/utf8.h"

namespace codau::ocr {
namespace {

/// Of what stands beside a sign, as the table writes it.
constexpr std::string_view kKindNames = "aA0.|";
constexpr std::size_t kEdge = 4;  ///< of them: nothing stands there
/// Occurrences of a place in a million words from which on the place costs nothing. A place that
/// the table does not have is taken to occur once.
constexpr double kMinFreeOccurrencesPerMillion = 1000;
/// Cost of a place that is ten times as rare, in nats. The full weight would be 2.3, the logarithm
/// of ten; 2 together with kForeignWordCostNats of word_prior.cpp reads six words of 52 synthetic
/// pages right that 1.33 without it does not, and none wrong.
constexpr double kTenfoldRarityCostNats = 2;

/// Quotes and dashes as ASCII has them.
char32_t unified(char32_t c) {
  if (c == U'“' || c == U'”' || c == U'„') return U'"';
  if (c == U'‘' || c == U'’') return U'\'';
  return c == U'–' || c == U'—' ? U'-' : c;
}

bool is_sign(char32_t c) {
  return c > U' ' && c < 0x7F && !text::letter(c) && !(c >= U'0' && c <= U'9');
}

std::size_t classify_neighbour(char32_t c) {
  if (c == U' ') return kEdge;
  if (const text::Letter letter = text::letter(c)) return letter.upper ? 1 : 0;
  if (c >= U'0' && c <= U'9') return 2;
  return c < 0xC0 || (c >= 0x2000 && c < 0x3000) ? 3 : 0;
}

double cost_of(double times) {
  return kTenfoldRarityCostNats * std::log10(kMinFreeOccurrencesPerMillion /
                                             std::clamp(times, 1.0, kMinFreeOccurrencesPerMillion));
}

}  // namespace

std::size_t PunctuationModel::cost_index(std::size_t before, char32_t sign, std::size_t after) {
  return (before * kSigns + sign) * kKinds + after;
}

PunctuationModel::PunctuationModel() {
  costs_.fill(cost_of(0));
  for (const std::string_view line : text::table_lines(punctuation_counts_tsv())) {
    const auto cells = text::split(line, '\t');
    double times = 0;
    std::from_chars(cells[3].data(), cells[3].data() + cells[3].size(), times);
    costs_.at(cost_index(kKindNames.find(cells[0]), static_cast<unsigned char>(cells[1][0]),
                         kKindNames.find(cells[2]))) = cost_of(times);
  }
}

double PunctuationModel::compute_log_factor(std::string_view text) const {
  double sum = 0;
  std::size_t before = kEdge, before_sign = kEdge;
  char32_t sign = 0;  // 0: none that is counted
  const auto meet = [&](char32_t c) {
    const std::size_t kind = classify_neighbour(c);
    if (sign != 0) sum -= costs_[cost_index(before_sign, sign, kind)];
    before_sign = before;
    sign = is_sign(c) ? c : 0;
    before = kind;
  };
  for (std::size_t at = 0; at < text.size();) meet(unified(text::next_code_point(text, at)));
  meet(U' ');
  return sum;
}

}  // namespace codau::ocr
