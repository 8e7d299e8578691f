#include "lines/line_decoding.h"

#include <gtest/gtest.h>

#include <cmath>
#include <map>

namespace codau::ocr {
namespace {

const std::vector<std::string> kTexts = {" ", "a", "o", "e", ""};
constexpr std::size_t kBlank = 4;
const Alphabet kAlphabet{kTexts, kBlank};

const WordPrior& prior() {  // of which no word is less likely than another
  static const WordPrior only({"a", "o", "e", "ao"});
  return only;
}

/// A step a row; the classes that a row does not name share what is left.
using Rows = std::vector<std::map<std::size_t, float>>;
recogniser::Probabilities said(const Rows& rows, std::size_t classes = kTexts.size()) {
  recogniser::Probabilities out{classes, {}};
  for (const auto& row : rows) {
    float rest = 1;
    for (const auto& [of_class, probability] : row) rest -= probability;
    for (std::size_t i = 0; i < classes; ++i) {
      const auto found = row.find(i);
      out.values.push_back(found == row.end() ? rest / static_cast<float>(classes - row.size())
                                              : found->second);
    }
  }
  return out;
}
const std::map<std::size_t, float> kNothing = {{kBlank, 0.999F}}, kGap = {{0, 0.999F}};

DecodedLine seen(const Rows& rows) { return decode_line(said(rows), kAlphabet, prior()); }

TEST(LineDecoding, ArePartedByBlanksAndAsSureAsTheirLeastSureLetter) {
  const DecodedLine line = seen({{{1, 0.99F}}, {{2, 0.7F}}, kGap, {{3, 0.99F}}, kNothing});
  const std::vector<DecodedWord> words = extract_words(line, kAlphabet);
  EXPECT_EQ(join_text(words), "ao e");
  ASSERT_EQ(words.size(), 2U);
  EXPECT_EQ(words[0].begin, 0U);
  EXPECT_EQ(words[0].end, 2U);
  EXPECT_EQ(words[1].begin, 3U);
  EXPECT_EQ(words[0].character_centres, (std::vector<double>{0.5, 1.5}));
  EXPECT_EQ(words[1].character_centres, (std::vector<double>{3.5}));
  EXPECT_NEAR(words[0].log_probability, std::log(0.7), 1e-6);
  EXPECT_NEAR(words[1].log_probability, std::log(0.99), 1e-6);
}

TEST(LineDecoding, OfOneReadingThatIsHardlyLikelierThanTheNextASecondNetworkIsAsked) {
  Rows rows(60, kNothing);
  rows[5] = {{1, 0.98F}};
  EXPECT_TRUE(find_doubtful_ranges(seen(rows)).empty());
  rows[5] = {{1, 0.5F}, {2, 0.4F}};
  const std::vector<StepRange> parts = find_doubtful_ranges(seen(rows));
  ASSERT_EQ(parts.size(), 1U);
  EXPECT_EQ(parts[0].begin, 0U);
  EXPECT_EQ(parts[0].end, 60U);

  rows.insert(rows.begin(), 100, kNothing);
  rows[60] = rows[150] = kGap;  // the stretch is [61, 150)
  const std::vector<StepRange> inside = find_doubtful_ranges(seen(rows));
  ASSERT_EQ(inside.size(), 1U);
  EXPECT_EQ(inside[0].begin, 41U);
  EXPECT_EQ(inside[0].end, 160U);  // the end of the line is nearer than what would be shown
}

/// Has the letters in another order, and no e; its classes are " ", "o", "a" and the blank of CTC.
const std::vector<std::string> kSecondTexts = {" ", "o", "a", ""};
constexpr std::size_t kSecondBlank = 3;

std::string judged(const Rows& first, const Rows& second) {
  const ClassMapping translation = map_classes(kTexts, kSecondTexts);
  const RescoringInput theirs{said(second, kSecondTexts.size()), kSecondBlank, &translation};
  DecodedLine line = seen(first);
  rescore_segments(line, 0, {&theirs}, kAlphabet, prior());
  for (const SegmentHypotheses& readings : line.hypotheses) EXPECT_EQ(readings.networks, 2U);
  return join_text(extract_words(line, kAlphabet));
}

TEST(LineDecoding, ClassesOfTwoNetworksGoByTheirTexts) {
  const ClassMapping translation = map_classes(kTexts, kSecondTexts);
  EXPECT_EQ(translation.to_second[0], 0U);
  EXPECT_EQ(translation.to_second[1], 2U);
  EXPECT_EQ(translation.to_second[2], 1U);
  EXPECT_FALSE(translation.to_second[3]);
  EXPECT_FALSE(translation.to_second[kBlank]);
  EXPECT_EQ(translation.from_second[1], 2U);
  EXPECT_FALSE(translation.from_second[kSecondBlank]);
}

TEST(LineDecoding, TheProductOfTwoNetworksIsRead) {
  const Rows doubtful = {{{1, 0.5F}, {2, 0.4F}}};
  EXPECT_EQ(judged(doubtful, {{{2, 0.6F}, {1, 0.3F}}}), "a");
  EXPECT_EQ(judged(doubtful, {{{2, 0.3F}, {1, 0.6F}}}), "o");
  EXPECT_EQ(judged({{{1, 0.9F}, {2, 0.05F}}}, {{{2, 0.3F}, {1, 0.6F}}}), "a");
  // A reading of the second alone counts too: the first does not follow classes below 1e-4.
  EXPECT_EQ(judged({{{1, 0.6F}, {3, 0.39F}, {2, 5e-5F}}}, {{{1, 0.99999F}, {2, 1e-6F}}}), "o");
}

TEST(LineDecoding, OneNetworkAloneRulesNoTextOut) {
  // The second has no e, which then counts e^-12 there.
  const std::map<std::size_t, float> sure = {
      {0, 1e-9F}, {1, 9e-4F}, {2, 1e-9F}, {3, 0.999F}, {kBlank, 1e-9F}};
  EXPECT_EQ(judged({sure}, {{{1, 0.9F}, {2, 1e-7F}, {kSecondBlank, 1e-9F}}}), "e");
  EXPECT_EQ(judged({sure}, {{{2, 0.999F}}}), "a");  // -7 and 0 against 0 and -12
}

TEST(LineDecoding, StretchesThatTheSecondWasNotShownStay) {
  DecodedLine line = seen({{{1, 0.5F}, {2, 0.4F}}, kGap, {{1, 0.5F}, {2, 0.4F}}});
  const ClassMapping translation = map_classes(kTexts, kSecondTexts);
  const RescoringInput theirs{said({{{1, 0.9F}}}, kSecondTexts.size()), kSecondBlank, &translation};
  rescore_segments(line, 2, {&theirs}, kAlphabet, prior());
  EXPECT_EQ(join_text(extract_words(line, kAlphabet)), "a o");
  EXPECT_EQ(line.hypotheses[0].networks, 1U);
  EXPECT_EQ(line.hypotheses[1].networks, 2U);
}

TEST(LineDecoding, TheSameNetworkOfAnotherPictureCountsAsMuch) {
  const ClassMapping same = map_classes(kTexts, kTexts), other = map_classes(kTexts, kSecondTexts);
  const RescoringInput wider{said({{{1, 0.2F}, {2, 0.7F}}}, kTexts.size()), kBlank, &same},
      second{said({{{2, 0.6F}, {1, 0.3F}}}, kSecondTexts.size()), kSecondBlank, &other};
  const auto judged_by = [](const std::vector<const RescoringInput*>& opinions) {
    DecodedLine line = seen({{{1, 0.5F}, {2, 0.4F}}});
    rescore_segments(line, 0, opinions, kAlphabet, prior());
    EXPECT_EQ(line.hypotheses[0].networks, 1 + opinions.size());
    return join_text(extract_words(line, kAlphabet));
  };
  EXPECT_EQ(judged_by({}), "a");
  EXPECT_EQ(judged_by({&second}), "a");
  EXPECT_EQ(judged_by({&wider}), "o");
  EXPECT_EQ(judged_by({&wider, &second}), "o");  // 0.5 * 0.2 * 0.6 against 0.4 * 0.7 * 0.3
}

}  // namespace
}  // namespace codau::ocr
