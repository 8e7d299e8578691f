// Laws of text/.
#include "generator.h"
#include "text/page_json.h"
#include "text/unicode.h"

namespace codau::text {
namespace {

class TextLaws : public testing::Laws {};

TEST_F(TextLaws, NfcAndKeysAreIdempotent) {  // text/unicode.h
  for (int round = 0; round < 5 * testing::kRounds; ++round) {
    const std::string nfc = to_nfc(generate.text());
    EXPECT_EQ(to_nfc(nfc), nfc);
    EXPECT_EQ(tone_key(tone_key(nfc)), tone_key(nfc));
    EXPECT_EQ(fold_key(fold_key(nfc)), fold_key(nfc));
    EXPECT_EQ(strip_marks(strip_marks(nfc)), strip_marks(nfc));
    EXPECT_EQ(fold_key(strip_marks(nfc)), fold_key(nfc));
  }
}

TEST_F(TextLaws, SkeletonHasOneCodePointForOne) {  // text/unicode.h
  static const std::vector<std::string> kParts{"Kế", "hoạch", "Đ", "ủy", "\n", "ương", "-", "Ợ"};
  for (int round = 0; round < testing::kRounds; ++round) {
    std::string vietnamese;
    for (std::size_t n = generate.below(9); n > 0; --n) {
      vietnamese += generate.one_of(std::span<const std::string>(kParts));
    }
    const std::string bare = strip_marks(vietnamese);
    EXPECT_EQ(code_points(bare), code_points(vietnamese));
    EXPECT_EQ(bare.size(), code_points(bare)) << bare;
    EXPECT_EQ(fold_key(vietnamese).size(), code_points(fold_key(vietnamese)));
    EXPECT_EQ(to_upper(to_lower(vietnamese)), to_upper(vietnamese));
  }
}

TEST_F(TextLaws, PagesComeBackFromJson) {  // text/page_json.h
  for (int round = 0; round < testing::kRounds; ++round) {
    const OcrPage page = generate.page(1 + static_cast<std::uint32_t>(generate.below(9)));
    const std::string json = to_json(page);
    EXPECT_EQ(json.find('\n'), std::string::npos);
    const OcrPage back = page_from_json(json);
    EXPECT_EQ(back, page) << json;
    EXPECT_EQ(to_json(back), json);
  }
}

}  // namespace
}  // namespace codau::text
