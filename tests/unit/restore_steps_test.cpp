// The steps of one window (restore/repair/restore_window.h), each alone.
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <utility>

#include "../support/temp_folder.h"
#include "../support/toy_knowledge.h"
#include "core/changes.h"
#include "core/error.h"
#include "restore/decode/context_input.h"
#include "restore/decode/decoded_window.h"
#include "restore/decode/line_damage.h"
#include "restore/decode/person_names.h"
#include "restore/decode/token_window.h"
#include "restore/decode/trellis.h"
#include "restore/repair/decisions.h"
#include "restore/repair/lost_spaces.h"
#include "restore/repair/stray_signs.h"
#include "restore/repair/word_boundaries.h"
#include "restore/repair/writer.h"
#include "restore/text/line_continuation.h"
#include "restore/text/look_alikes.h"
#include "restore/text/table_file.h"

namespace codau::restore {
namespace {

constexpr std::string_view kStripped = "Uy ban nhan dan tinh ban hanh ke hoach";
constexpr std::string_view kClean = "Ủy ban nhân dân tỉnh ban hành kế hoạch của các sở";

class Steps : public ::testing::Test {
 protected:
  static void SetUpTestSuite() {
    folder_ = std::make_unique<testing::TempFolder>();
    testing::write_toy_models(folder_->path());
    toy_ = std::make_unique<testing::ToyKnowledge>(folder_->path().string());
  }
  static void TearDownTestSuite() {
    toy_.reset();
    folder_.reset();
  }

  TokenWindow make_window(std::string_view text) {
    return make_token_window(resources_, text, tokenise(text));
  }
  TokenWindow with_line_damage(std::string_view text) {
    return infer_line_damage(resources_, make_window(text));
  }
  std::vector<ChannelId> channels(const TokenWindow& window) {
    std::vector<ChannelId> out;
    for (const LineDamage& line : window.lines) out.push_back(line.channel);
    return out;
  }
  ChannelId channel_of(std::string_view name) {
    const auto found = std::ranges::find(knowledge_.channels, name, &Channel::name);
    return static_cast<ChannelId>(kFirstLearntChannel + (found - knowledge_.channels.begin()));
  }
  std::vector<std::string> words(const TokenWindow& window) {
    std::vector<std::string> out;
    for (const Token& token : window.tokens) {
      if (token.kind == TokenKind::kWord) out.emplace_back(slice(window.text, token.text));
    }
    return out;
  }
  restore::Trellis trellis(const TokenWindow& window, std::size_t& at) {
    return build_next_trellis(resources_, window, {}, context_, at);
  }
  DecodedWindow decoded(const TokenWindow& window) {
    return decode_window(resources_, window, {}, context_);
  }
  Restoration write_decoded(const TokenWindow& window, const DecodedWindow& found) {
    return write_window(resources_, window, found, decide(resources_, window, found));
  }

  static std::unique_ptr<testing::TempFolder> folder_;
  static std::unique_ptr<testing::ToyKnowledge> toy_;
  const Knowledge knowledge_ = toy_->all();
  RestoreOptions options_{RestoreMode::kAuto, 0};
  WordCache cache_;
  WindowResources resources_{knowledge_, options_, cache_};
  ContextRescorer context_{knowledge_.context, around_nothing()};

 private:
  static ContextInput around_nothing() {
    ContextInput out;
    out.positions.assign(1U << 16U, ContextInput::kNotInInput);
    return out;
  }
};
std::unique_ptr<testing::TempFolder> Steps::folder_;
std::unique_ptr<testing::ToyKnowledge> Steps::toy_;

TEST_F(Steps, AWindowKnowsTheLineOfEachToken) {
  const TokenWindow window = make_window("kế hoạch\n12 xã\n\nsở");
  EXPECT_EQ(words(window), (std::vector<std::string>{"kế", "hoạch", "xã", "sở"}));
  ASSERT_EQ(window.line_of.size(), window.tokens.size());
  EXPECT_EQ(window.line_of.front(), 0U);
  EXPECT_EQ(window.line_of.back() + 1, window.lines.size());
  EXPECT_TRUE(std::ranges::is_sorted(window.line_of));
  for (std::size_t i = 0; i < window.tokens.size(); ++i) {
    EXPECT_EQ(window.word_types[i] != nullptr, window.tokens[i].kind == TokenKind::kWord);
  }
  EXPECT_EQ(make_window("").lines.size(), 1U);
}

TEST(LineStart, ASmallLetterGoesOn) {
  for (const char* line : {"hành kế hoạch", "đ", "ủy ban", "a) Các sở", "tHÔNG", "ßa", "привет"})
    EXPECT_TRUE(continues_sentence(line)) << line;
  for (const char* line :
       {"", "Ban", "Đ", "Ủy ban", "12 xã", "4n toàn", "¢ủa", "- các", " các", "(các", "\xFF"})
    EXPECT_FALSE(continues_sentence(line)) << line;
}

TEST(LineStart, TheContextModelAsksTheWholeWord) {
  const auto lines = [](std::string_view text) {
    const ContextInput around =
        make_context_input(text, tokenise(text), [](std::size_t) { return lm::kUnknownFold; });
    return std::ranges::count(around.model_tokens, lm::kParagraphFold, &lm::ContextToken::fold);
  };
  EXPECT_EQ(lines("ban\nhành"), 1);  // the text itself begins one
  EXPECT_EQ(lines("ban\nHành"), 2);
  EXPECT_EQ(lines("ban\n12"), 2);
  EXPECT_EQ(lines("ban\n4n"), 1);    // where continues_sentence() says no
  EXPECT_EQ(lines("ban\nhÀNH"), 2);  // where it says yes
  EXPECT_FALSE(continues_sentence_in_context(lm::Capitalisation::kSingleLetter));
}

TEST(LookAlikes, ShapesAreThoseOfLettersWithoutCaseAndMarks) {
  EXPECT_TRUE(are_alike(U'i', U'1'));
  EXPECT_TRUE(are_alike(U'i', U'L'));
  EXPECT_TRUE(are_alike(U'l', U'Í'));
  EXPECT_TRUE(are_alike(U'c', U'€'));
  EXPECT_TRUE(are_alike(U'e', U'é'));
  EXPECT_FALSE(are_alike(U'a', U'á'));  // nothing else looks like it
  EXPECT_FALSE(are_alike(U'b', U'6'));
  EXPECT_FALSE(are_alike(U'1', U'i'));  // letters only may be meant
  EXPECT_FALSE(are_alike(U'i', U'\0'));
}

TEST(LookAlikes, AListTriesThemInOrder) {
  EXPECT_EQ(list_letters_like(U'1'), U"li");
  EXPECT_EQ(list_letters_like(U'¢'), U"ce");
  EXPECT_EQ(list_letters_like(U'€'), U"ec");
  EXPECT_EQ(list_letters_like(U'6'), U"bo");
  EXPECT_EQ(list_letters_like(U'd'), U"đ");
  EXPECT_EQ(list_letters_like(U'5'), U"");
  EXPECT_EQ(list_letters_like(U'k'), U"");
}

TEST(LookAlikes, NumbersAndNumerals) {
  std::string digits;
  for (const char32_t c : std::u32string_view(U"lI|!iOoQZS§Bq07")) digits += digit_like(c);
  EXPECT_EQ(digits, "111110002588907");
  EXPECT_EQ(digit_like(U's'), '\0');
  EXPECT_TRUE(is_like_stroke(U'L'));
  EXPECT_FALSE(is_like_stroke(U'i'));
  EXPECT_TRUE(is_like_capital_d(U'P'));
  EXPECT_FALSE(is_like_capital_d(U'D'));
}

TEST(LookAlikes, Signs) {
  EXPECT_EQ(classify_letter_substitute(U'¢'), LetterSubstitute::kAnywhere);
  EXPECT_EQ(classify_letter_substitute(U'’'), LetterSubstitute::kAmongLetters);
  EXPECT_EQ(classify_letter_substitute(U','), LetterSubstitute::kNever);
  EXPECT_TRUE(is_like_mark(U'’'));
  EXPECT_FALSE(is_like_mark(U'*'));
  EXPECT_TRUE(is_like_speck(U'©'));
  EXPECT_FALSE(is_like_speck(U'¢'));
  EXPECT_TRUE(has_small_shape_in_capitals(U'o'));
  EXPECT_FALSE(has_small_shape_in_capitals(U'a'));
}

TEST_F(Steps, LinesAreInferredFromTheirWords) {
  EXPECT_EQ(channels(with_line_damage(kStripped)), std::vector{kStrippedText});
  EXPECT_EQ(channels(with_line_damage(kClean)), std::vector{kCleanText});
  EXPECT_EQ(channels(with_line_damage("thuc hién ké ho4ch ctia cac x4")),
            std::vector{channel_of("latin_ocr")});
  options_.mode = RestoreMode::kStripped;
  EXPECT_EQ(channels(with_line_damage(kClean)), std::vector{kStrippedText});
}

TEST_F(Steps, ALineThatWasReadHasTheDamageOfItsReader) {
  TokenWindow window = make_window(kClean);
  window.engine_confidence.assign(window.tokens.size(), 0.9);
  EXPECT_EQ(channels(infer_line_damage(resources_, window)),
            std::vector{resources_.viet_ocr_channel});
  EXPECT_GE(resources_.viet_ocr_channel, kFirstLearntChannel);
  window.engine_confidence.assign(window.tokens.size(), 1);  // a person has typed it
  EXPECT_EQ(channels(infer_line_damage(resources_, window)), std::vector{kCleanText});
}

TEST_F(Steps, WordsAreSegmentedWhereALineIsTorn) {
  const std::string_view torn = "thuc hién ké ho4 ch ctia cac x4";
  const TokenWindow window = repair_word_boundaries(resources_, with_line_damage(torn));
  const std::vector<std::string> found = words(window);
  EXPECT_NE(std::ranges::find(found, "ho4 ch"), found.end());
  EXPECT_EQ(window.line_of.size(), window.tokens.size());
  EXPECT_EQ(words(repair_word_boundaries(resources_, with_line_damage(kStripped))),
            words(make_window(kStripped)));
}

TEST_F(Steps, SignsOfUnreadLettersAndMarksBelongToTheirWord) {
  const auto segmented = [this](std::string_view text) {
    return words(repair_word_boundaries(resources_, with_line_damage(text)));
  };
  const auto has = [](const std::vector<std::string>& found, const char* word) {
    return std::ranges::find(found, word) != found.end();
  };
  const auto read = segmented("thuc hién k_ ho4ch ctia cac x_ __a t_nh");
  for (const char* word : {"k_", "x_", "__a", "t_nh"}) EXPECT_TRUE(has(read, word)) << word;
  EXPECT_TRUE(has(segmented("thuc hién ké ho4ch ctia cac x4____"), "x4"));  // a line to write on
  EXPECT_TRUE(has(segmented("uy ban nhan dan xa_ hop"), "xa"));             // no reader wrote this
  EXPECT_TRUE(has(segmented("thuc hién ké ho4. ch ctia cac x4"), "ho4. ch"));
  EXPECT_FALSE(has(segmented("thuc hién ké ho4. Ch ctia x4"), "ho4. Ch"));  // a sentence ends
}

TEST_F(Steps, ATrellisEndsAtABlankLine) {
  const TokenWindow window = with_line_damage("Ke hoach; ... tinh\nhanh\nBan 12\n\nKe hoach");
  std::size_t at = 0;
  const auto first = trellis(window, at), second = trellis(window, at);
  EXPECT_EQ(at, window.tokens.size());
  EXPECT_EQ(first.slots.size(), first.columns.size());
  ASSERT_EQ(first.slots.size(), 7U);  // signs side by side are one place
  EXPECT_EQ(second.slots.size(), 2U);
  std::vector<float> restarts;
  for (const TrellisColumn& column : first.columns) {
    if (column.restart_probability > 0) restarts.push_back(column.restart_probability);
    EXPECT_FALSE(column.candidates.empty());
  }
  ASSERT_EQ(restarts.size(), 2U);  // "hanh" goes on, "Ban" begins a paragraph
  EXPECT_LT(restarts[0], kParagraphRestartProbability);
  EXPECT_EQ(restarts[1], kParagraphRestartProbability);
}

TEST_F(Steps, TrellisesTakeEachWordOnce) {
  std::string text;
  for (int i = 0; i < 3000; ++i) text += i % 9 == 8 ? "xa\n" : "dan ";
  const TokenWindow window = with_line_damage(text);
  std::vector<std::size_t> taken;
  for (std::size_t at = 0; at < window.tokens.size();) {
    for (const TokenSlot& slot : trellis(window, at).slots) taken.push_back(slot.token);
  }
  EXPECT_TRUE(std::ranges::is_sorted(taken));
  EXPECT_EQ(taken.size(), 3000U);
}

TEST_F(Steps, WhatIsCertainHasOneCandidate) {
  options_.mode = RestoreMode::kStripped;
  const TokenWindow window = with_line_damage("HDND tinh");
  std::size_t at = 0;
  const auto found = trellis(window, at);
  EXPECT_EQ(found.columns[0].candidates.size(), 1U);
  ASSERT_NE(found.slots[0].known, nullptr);
  EXPECT_EQ(*found.slots[0].known, "HĐND");
}

TEST_F(Steps, EachSlotIsDecodedOnce) {
  const TokenWindow window = with_line_damage(kStripped);
  const DecodedWindow found = decoded(window);
  ASSERT_EQ(found.slots.size(), 9U);
  ASSERT_EQ(found.posteriors.size(), found.slots.size());
  EXPECT_TRUE(found.posteriors[0].is_detached);
  double sum = 0;
  for (const WordPosterior& candidate : found.posteriors[1].words) sum += candidate.probability;
  EXPECT_NEAR(sum, 1, 0.01);
}

TEST_F(Steps, ChannelsAreFittedOnceAndCountWhenTheyAreUsed) {
  const ChannelId latin = channel_of("latin_ocr");
  const TokenWindow window = with_line_damage("thuc hién ké ho4ch ctia cac x4");
  const Channel* const learnt = &resources_.finder.channel(latin);
  FittedChannels fitted = fit_channels(resources_, window, context_);
  ASSERT_EQ(fitted.size(), 1U);
  EXPECT_EQ(fitted.begin()->first, latin);
  EXPECT_EQ(&resources_.finder.channel(latin), learnt);
  const Channel* const own = &fitted.begin()->second;
  resources_.finder.use_channels(std::move(fitted));
  EXPECT_EQ(&resources_.finder.channel(latin), own);
  resources_.finder.use_channels({});
  EXPECT_EQ(&resources_.finder.channel(latin), own);
  EXPECT_TRUE(fit_channels(resources_, with_line_damage(kClean), context_).empty());
}

TEST_F(Steps, AChangeIsMadeWhereItIsSureEnough) {
  const TokenWindow window = with_line_damage(kStripped);
  const DecodedWindow found = decoded(window);
  const auto is_sure = [&] { return decide(resources_, window, found).by_slot[2].is_sure; };
  EXPECT_TRUE(is_sure());
  options_.min_confidence = 1.1;
  EXPECT_FALSE(is_sure());
}

TEST_F(Steps, WhatIsOnlyFlaggedStays) {
  TokenWindow window = with_line_damage(kStripped);
  window.lines[0].is_only_flagged = true;
  const DecodedWindow found = decoded(window);
  const Restoration out = write_decoded(window, found);
  EXPECT_EQ(out.text, kStripped);
  EXPECT_TRUE(out.changes.empty());
  EXPECT_FALSE(out.doubts.empty());
}

TEST_F(Steps, WhatIsWrittenCanBeUndone) {
  for (const std::string_view text :
       {kStripped, kClean, std::string_view("a,, b\t UBND\n\n 12;ke")}) {
    const TokenWindow window = with_line_damage(text);
    const Restoration out = write_decoded(window, decoded(window));
    EXPECT_EQ(undo(out.changes, out.text), text);
  }
}

TEST_F(Steps, NamesBeginWithAFamily) {
  const auto in_name = [](std::string_view text, std::size_t word) {
    return is_in_person_name(toy_->all().names, text, tokenise(text), word);
  };
  EXPECT_TRUE(in_name("Chủ tịch Nguyễn Duy Nhật ký", 4));
  EXPECT_TRUE(in_name("Đồng chí Vũ Văn Thuật", 3));
  EXPECT_FALSE(in_name("Chủ tịch Nguyễn Duy Nhật ký", 1));
  EXPECT_FALSE(in_name("tại Hà Nội", 1));
  EXPECT_FALSE(in_name("Sở Tài Chính Huyện", 2));
  EXPECT_FALSE(in_name("Nguyễn Duy, Nhật", 2));
}

/// `text` without stray signs, where so many changes were made by `rule` before.
class Stray : public Steps {
 protected:
  static std::string without(std::string_view text, std::size_t changes = 9,
                             const char* rule = "latin_ocr", double least = 0) {
    const testing::TempFolder folder;
    const std::string path = (folder.path() / "stray_signs.tsv").string();
    std::ofstream(path) << "# test\n.␣\ta\t40\t40\n’␣\ta\t40\t40\n␣‘\ta\t40\t39\n"
                           "-\ta\t40\t40\n.\tA\t40\t40\n␣~␣\tx\t40\t40\n␣~␣\ta\t40\t40\n␣_\t|"
                           "\t40\t40\n␣|␣\ta\t40\t40\n’␣\tx\t40\t40\n"
                           ":␣\ta\t50\t30\n";
    const ByteRange all{0, static_cast<std::uint32_t>(text.size())};
    const std::vector<Change> done(changes, {all, all, "", "", rule, "", 1, ""});
    const StraySigns signs(path);
    return codau::apply(signs.find(toy_->all(), text, done, least), text);
  }
};

TEST_F(Stray, SignsBetweenWordsGo) {
  EXPECT_EQ(without("ban. hành kế ‘hoạch\ncủa’ các-xã"), "ban hành kế hoạch\ncủa các xã");
  EXPECT_EQ(without("ban hành ~ kế hoạch ~ 2023"), "ban hành kế hoạch 2023");
  EXPECT_EQ(without("KẾ.HOẠCH năm"), "KẾ HOẠCH năm");
}

TEST_F(Stray, TheModelTellsWhetherAClauseEnds) {
  EXPECT_EQ(without("ban hành kế: hoạch"), "ban hành kế hoạch");
  EXPECT_EQ(without("kế hoạch: phường"), "kế hoạch: phường");
}

TEST_F(Stray, LineEndsStay) {
  EXPECT_EQ(without("ban ~\nhành.\nkế hoạch _\nCác xã"), "ban\nhành\nkế hoạch\nCác xã");
  EXPECT_EQ(without("kế hoạch _\tCác xã _\f1"), "kế hoạch\tCác xã\f1");
  for (const char* text : {"ban hành.\n\nkế hoạch", "ban hành.\fkế hoạch", "ban hành.\nKế hoạch"})
    EXPECT_EQ(without(text), text);
}

TEST_F(Stray, WhatMayBePrintStays) {
  for (const char* text : {"ban.\nb) Hành", "ban. a/ hành", "ban. Hành", "BAN.hành", "kế, hoạch",
                           "ggg. hành", "ban. ggg", "2.xã"})
    EXPECT_EQ(without(text), text);
}

TEST_F(Stray, AddressesTablesAndQuotesStay) {
  for (const char* text :
       {"ban.hanh@gmail.com", "www.ban-hành.vn", "| kế | hoạch | xã |", "kế | hoạch | xã",
        "H’ hành", "‘ban hành’ kế hoạch", "ban ‘hành kế’ hoạch"})
    EXPECT_EQ(without(text), text);
  EXPECT_EQ(without("ban | hành"), "ban hành");
}

TEST_F(Stray, NothingGoesWhereTheTextIsSoundOrTheTableIsUnsure) {
  EXPECT_EQ(without("ban. hành", 3), "ban. hành");
  EXPECT_EQ(without("ban. hành", 9, "stripped"), "ban. hành");
  EXPECT_EQ(without("ban. hành", 9, "typing"), "ban. hành");
  EXPECT_EQ(without("kế ‘hoạch", 9, "latin_ocr", 0.97), "kế ‘hoạch");
  EXPECT_EQ(without("kế’ hoạch", 9, "latin_ocr", 0.97), "kế hoạch");
}

TEST_F(Stray, TitlesInCapitalsArePartedAgain) {
  const auto parted = [&](std::string_view text, std::size_t changes = 9, double least = 0) {
    const ByteRange all{0, static_cast<std::uint32_t>(text.size())};
    const std::vector<Change> done(changes, {all, all, "", "", "latin_ocr", "", 1, ""});
    return codau::apply(split_joined_words(toy_->all(), text, done, least), text);
  };
  EXPECT_EQ(parted("I. KEHOACH\nII. NHANDAN, XA"), "I. KẾ HOẠCH\nII. NHÂN DÂN, XA");
  for (const char* text :
       {"kehoach", "KEHOACHVV", "KẾHOẠCH", "HDNDXA", "VINATEX", "KEHOACHCAICACH"})
    EXPECT_EQ(parted(text), text);
  EXPECT_EQ(parted("KEHOACH", 2), "KEHOACH") << "no damage around";
  EXPECT_EQ(parted("KEHOACH", 9, 1), "KEHOACH");
}

TEST_F(Stray, ATableWithWhatIsNoneIsRefused) {
  const testing::TempFolder folder;
  const std::string path = (folder.path() / "signs.tsv").string();
  EXPECT_THROW(StraySigns{path}, Error);
  for (const char* line : {".␣\ta\t40\n", ".␣\tb\t40\t40\n", ".␣\ta\t40\t41\n", ".␣\ta\t-1\t-1\n",
                           "\ta\t40\t40\n", "␣\ta\t40\t40\n", "\xff\ta\t40\t40\n"}) {
    std::ofstream(path) << line;
    EXPECT_THROW(StraySigns{path}, Error) << line;
  }
}

TEST(TableFile, WhatIsWrongIsToldWithFileAndLine) {
  const testing::TempFolder folder;
  const std::string path = (folder.path() / "table.tsv").string();
  std::vector<std::string> seen;
  const auto read = [&] {
    const Message missing = both("không có bảng", "no table");
    read_table(path, missing, [&seen](std::span<const std::string_view> cells) {
      for (const std::string_view cell : cells) seen.emplace_back(cell);
      return cells.size() == 2 ? std::nullopt : std::optional(both("sai", "wrong"));
    });
  };
  const auto told = [&read]() -> std::string {
    try {
      read();
      return "nothing";
    } catch (const Error& error) {
      return error.message().en;
    }
  };
  EXPECT_EQ(told(), path + ": no table");
  std::ofstream(path) << "# a comment\n\na\tb\nc\t\n";
  EXPECT_EQ(told(), "nothing");
  EXPECT_EQ(seen, (std::vector<std::string>{"a", "b", "c", ""}));
  std::ofstream(path) << "a\tb\n#\na\n";
  EXPECT_TRUE(told().starts_with(path + ": ") && told().ends_with(" 3: wrong")) << told();
  std::ofstream(path) << "\xff\tb\n";
  EXPECT_TRUE(told().find("UTF-8") != std::string::npos) << told();
}

}  // namespace
}  // namespace codau::restore
