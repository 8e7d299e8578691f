#include "restore/channel/keystrokes.h"

#include <gtest/gtest.h>

#include <string>

#include "restore/text/spelling.h"

namespace codau::restore {
namespace {

/// All that `word` spells, with spaces between.
std::string spelled(std::string_view word) {
  std::string out;
  for (const KeySpelling& spelling : decode_keystrokes(to_utf32(word))) {
    out += (out.empty() ? "" : " ") + to_utf8(spelling.word);
  }
  return out;
}

TEST(Keystrokes, Telex) {
  EXPECT_EQ(spelled("uyr"), "ủy");
  EXPECT_EQ(spelled("ddaauf"), "đầu");
  EXPECT_EQ(spelled("dadauf"), "đầu");
  EXPECT_EQ(spelled("daaufd"), "đầu");
  EXPECT_EQ(spelled("tuw"), "tư");
  EXPECT_EQ(spelled("tw"), "tư");
  EXPECT_EQ(spelled("vieetj"), "việt");
  EXPECT_EQ(spelled("vieejt"), "việt");
  EXPECT_EQ(spelled("vietej"), "việt");
  EXPECT_EQ(spelled("phuowngf"), "phường");
  EXPECT_EQ(spelled("phuongwf"), "phường");
  EXPECT_EQ(spelled("phuwowngf"), "phường");
  EXPECT_EQ(spelled("thuowr"), "thuở");
  EXPECT_EQ(spelled("quaw"), "");  // no syllable
  EXPECT_EQ(spelled("hoaj"), "họa");
  EXPECT_EQ(spelled("nghieeng"), "nghiêng");
  EXPECT_EQ(spelled("giaf"), "già");
}

TEST(Keystrokes, Vni) {
  EXPECT_EQ(spelled("uy3"), "ủy");
  EXPECT_EQ(spelled("d9a6u2"), "đầu");
  EXPECT_EQ(spelled("dau692"), "đầu");
  EXPECT_EQ(spelled("tu7"), "tư");
  EXPECT_EQ(spelled("nguo7i2"), "người");
  EXPECT_EQ(spelled("nguoi72"), "người");
  EXPECT_EQ(spelled("na8m"), "năm");
}

TEST(Keystrokes, HalfComposed) {
  EXPECT_EQ(spelled("đâuf"), "đầu");
  EXPECT_EQ(spelled("hànhf"), "hành");
  EXPECT_EQ(spelled("hànhs"), "");  // two tones
  EXPECT_EQ(spelled("vie6t5"), "việt");
}

TEST(Keystrokes, ADigitBehindItsToneIsTheMarkOfAFootnote) {
  for (const char* word : {"đất1", "rừng2", "nghiệp5", "nghiệp3", "của3", "đã4", "hành2"}) {
    EXPECT_EQ(spelled(word), "") << word;
  }
  EXPECT_EQ(spelled("da61t"), "dất");
  EXPECT_EQ(spelled("d9a61t"), "đất");
}

TEST(Keystrokes, Abbreviations) {
  EXPECT_EQ(spelled("hddnd"), "hđnd");
  EXPECT_TRUE(decode_keystrokes(U"hddnd").front().is_abbreviation);
}

TEST(Keystrokes, NothingWhereNoKeyIsOrNotAllAre) {
  for (const char* word :
       {"ban", "boss", "singapore", "wifi", "m2", "h1n1", "a10", "form", "windows", "", "2024",
        "hành", "toàn", "facebook", "uy33", "xã", "sss"}) {
    EXPECT_EQ(spelled(word), "") << word;
  }
}

TEST(Keystrokes, CountsKeys) {
  const std::vector<KeySpelling> found = decode_keystrokes(U"đâuf");
  ASSERT_EQ(found.size(), 1U);
  EXPECT_EQ(found[0].tone_keys, 1U);
  EXPECT_EQ(found[0].shape_keys, 0U);
  EXPECT_TRUE(found[0].is_half_composed);
  EXPECT_EQ(found[0].input_method, InputMethod::kTelex);
}

}  // namespace
}  // namespace codau::restore
