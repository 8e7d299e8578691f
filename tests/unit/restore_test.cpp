#include <gtest/gtest.h>

#include <cmath>
#include <sstream>

#include "../support/temp_folder.h"
#include "../support/toy_models.h"
#include "core/changes.h"
#include "core/error.h"
#include "restore/api/change_log.h"
#include "restore/api/restorer.h"
#include "restore/api/stream.h"
#include "restore/channel/channel.h"
#include "restore/decode/alignment_counts.h"
#include "restore/lexicon/foreign_words.h"
#include "restore/repair/lost_words.h"
#include "restore/text/abbreviations.h"
#include "restore/text/labels.h"
#include "restore/text/letter_case.h"
#include "restore/text/spelling.h"
#include "restore/text/tokens.h"

namespace codau::restore {
namespace {

std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> out;
  for (const Token& token : tokenise(text)) {
    if (token.kind == TokenKind::kWord) out.emplace_back(slice(text, token.text));
  }
  return out;
}

TEST(Tokens, SignsAmongLettersAreLetters) {
  EXPECT_EQ(words_of("vi¢c s6 1ap, Nh?lm (t€)."),
            (std::vector<std::string>{"vi¢c", "s6", "1ap", "Nh?lm", "t€"}));
}

TEST(Tokens, NumbersDatesAndBreaks) {
  const auto tokens = tokenise("Ngày 17/5/2019: 1.200,5 đồng.");
  ASSERT_EQ(tokens.size(), 6U);
  EXPECT_EQ(tokens[1].kind, TokenKind::kNumber);
  EXPECT_EQ(tokens[1].text, (ByteRange{6, 15}));
  EXPECT_EQ(tokens[2].kind, TokenKind::kBreak);
  EXPECT_EQ(tokens[3].kind, TokenKind::kNumber);
  EXPECT_EQ(tokens[5].kind, TokenKind::kBreak);
}

TEST(Tokens, CodesAddressesAndLinksAreGuarded) {
  for (const char* text :
       {"06/CT-UBND", "VP3.", "KGVX4", "a.b@x.vn", "https://x.vn/kế", "www.hungyen.gov.vn"}) {
    for (const Token& token : tokenise(text)) {
      EXPECT_TRUE(token.is_code_or_address || token.kind == TokenKind::kBreak) << text;
    }
  }
  for (const Token& token : tokenise("kinh tế-xã hội")) EXPECT_FALSE(token.is_code_or_address);
  EXPECT_FALSE(tokenise("GIA TR1")[1].is_code_or_address);
}

TEST(Tokens, WhatIsInCapitalsBehindTheFirstWordOfACopyIsLetters) {
  const auto letters_of = [](std::string_view text) {
    std::vector<std::string> out;
    for (const Token& token : tokenise(text)) {
      EXPECT_LE(token.is_office_code, token.is_code_or_address);
      if (token.is_office_code) out.emplace_back(slice(text, token.text));
    }
    return out;
  };
  EXPECT_EQ(letters_of("- Luu: VT, CAT (2b).\nTo CAT"), (std::vector<std::string>{"VT", "CAT"}));
  EXPECT_EQ(letters_of("Lưu: VT, NL."), (std::vector<std::string>{"VT", "NL"}));
  EXPECT_TRUE(letters_of("Lưu: Văn thư\nLƯU Ý CÁC XÃ\nCho CAT").empty());
}

TEST(Tokens, AGapIsNoWord) {
  const std::string text = " tnh ca  xã   dân\n so";
  std::vector<Token> gaps;
  for (const Token& token : add_lost_words(text, tokenise(text), [](auto) { return true; })) {
    if (token.kind == TokenKind::kLostWord) gaps.push_back(token);
  }
  ASSERT_EQ(gaps.size(), 3U);
  EXPECT_EQ(gaps[0].text, (ByteRange{0, 0}));
  EXPECT_EQ(gaps[1].text, (ByteRange{8, 8}));
  EXPECT_EQ(gaps[2].text, (ByteRange{20, 20}));
  for (const Token& token : tokenise(text)) EXPECT_NE(token.kind, TokenKind::kLostWord);
}

TEST(Tokens, BlankLinesTabsAndFormFeedsReset) {
  std::vector<TokenKind> kinds;
  for (const Token& token : tokenise("a\nb\n \nC\td\fE")) kinds.push_back(token.kind);
  using enum TokenKind;
  EXPECT_EQ(kinds, (std::vector<TokenKind>{kWord, kLineFeed, kWord, kReset, kLineFeed, kWord,
                                           kReset, kWord, kReset, kWord}));
}

TEST(Tokens, APageMayBreakInASentence) {
  for (const char* text : {"thành\n\nphố", "cá\f nhân", "cá \n\f\nnhân"}) {
    for (const Token& token : tokenise(text)) EXPECT_NE(token.kind, TokenKind::kReset) << text;
  }
  for (const char* text : {"hết\n\nPhần", "hết\n\na) phần", "hết\n\n- phần", "tên\ttuổi"}) {
    EXPECT_EQ(tokenise(text).at(1).kind, TokenKind::kReset) << text;
  }
}

TEST(Tokens, ListMarksAndDamagedNumeralsAreFixed) {
  const auto fixed = [](std::string_view text) {
    std::vector<std::string> out;
    for (const Token& token : tokenise(text)) {
      if (token.is_locked) out.emplace_back(slice(text, token.text));
    }
    return out;
  };
  using Words = std::vector<std::string>;
  EXPECT_EQ(fixed("¢) Các\n d) Sở\nđ. Cấp"), (Words{"¢", "d", "đ"}));
  EXPECT_EQ(fixed("~ b) Các"), (Words{"~", "b"}));
  EXPECT_EQ(fixed("& xã; x&, theo điểm a) và b)"), Words{});
  EXPECT_EQ(fixed("quý I1I, VIl, II, IV, 11"), (Words{"I1I", "VIl"}));
  EXPECT_EQ(repair_numeral("I1I"), "iii");
  EXPECT_EQ(repair_numeral("VIL"), "vii");
  EXPECT_EQ(repair_numeral("II"), "");
  EXPECT_EQ(repair_numeral("LI"), "");
  EXPECT_EQ(fixed("HI. Phần\nTV. Phần\nTHU. Phần"), (Words{"HI", "TV"}));
  EXPECT_EQ(fixed("huyện ©\n~ Đoàn xã\tx~ ~\t© ở ~ xã"), (Words{"©", "~", "~", "©"}));
}

TEST(Tokens, WordsBesideBytesThatAreNoTextAreFixed) {
  for (const char* text : {"h\uFFFDnh", "\x01kh", "xa\x02"}) {
    for (const Token& token : tokenise(text)) EXPECT_TRUE(token.is_locked) << text;
  }
  EXPECT_FALSE(tokenise("xa \uFFFD").at(0).is_locked);
}

TEST(Tokens, AnApostropheBehindOOrUMayBeAHorn) {
  EXPECT_EQ(words_of("co' sO' tru'o'ng"), (std::vector<std::string>{"co'", "sO'", "tru'o'ng"}));
  EXPECT_EQ(words_of("'ke ho' va 'do'"), (std::vector<std::string>{"ke", "ho", "va", "do"}));
  EXPECT_EQ(words_of("hang'"), (std::vector<std::string>{"hang"}));
  EXPECT_EQ(tokenise("co'", TextSource::kCorpus).at(0).text, (ByteRange{0, 2}));
}

TEST(Letters, ModelWordsAreLowerCaseInOldStyle) {
  EXPECT_EQ(to_model_spelling("HOÁ"), "hóa");
  EXPECT_EQ(to_model_spelling("Thuỷ"), "thủy");
  EXPECT_EQ(to_model_spelling("quý"), "quý");
  EXPECT_EQ(to_model_spelling("hoàn"), "hoàn");
  EXPECT_EQ(fold_word("ĐẢNG"), "dang");
}

TEST(Letters, AToneHasTwoPlaces) {
  EXPECT_EQ(with_late_tone(U"hóa"), U"hoá");
  EXPECT_EQ(with_late_tone(U"ủy"), U"uỷ");
  EXPECT_EQ(with_late_tone(U"quý"), U"quý");
  EXPECT_EQ(with_late_tone(U"toán"), U"toán");
}

Channel channel_of_a() {
  Channel out("test");
  out.learn(U'a', U"a", 0.9);
  out.learn(U'a', U"4", 0.1);
  return out;
}

float cost_of_a(const Channel& channel, std::u32string_view seen) {
  return Channel::cost(channel.cut_into_pieces(seen), 0, seen.size(), letter_index(U'a'));
}

TEST(Channels, WhatWasNeverSeenGoesByItsLikeness) {
  const Channel channel = channel_of_a();
  EXPECT_NEAR(cost_of_a(channel, U"4"), -std::log(0.1), 1e-4);
  EXPECT_LT(cost_of_a(channel, U"a'"), cost_of_a(channel, U"zz"));
  EXPECT_LT(Channel::cost(channel.cut_into_pieces(U"o"), 0, 1, letter_index(U'ộ')),
            Channel::cost(channel.cut_into_pieces(U"k"), 0, 1, letter_index(U'ộ')));
  EXPECT_EQ(cost_of_a(channel, U"xyz"), Channel::kInfiniteCost);
}

TEST(Channels, APassageTellsWhatItsDamageIsLike) {
  const Channel channel = channel_of_a();
  AlignmentCounts counts;
  for (int i = 0; i < 12; ++i) counts.add(channel, U"a", U"~", 1);
  const Channel adapted = counts.adapt(channel);
  EXPECT_NEAR(cost_of_a(adapted, U"~"), -std::log(0.5), 0.01);
  EXPECT_NEAR(cost_of_a(adapted, U"4"), -std::log(0.05), 0.01);
  EXPECT_NEAR(Channel::cost(adapted.cut_into_pieces(U"b"), 0, 1, letter_index(U'b')),
              Channel::cost(channel.cut_into_pieces(U"b"), 0, 1, letter_index(U'b')), 1e-4);
}

TEST(Capitals, AreThoseOfTheLettersThatTell) {
  EXPECT_EQ(restore_case(U"COng", U"công", false), "Công");
  EXPECT_EQ(restore_case(U"PhÜC", U"phúc", false), "Phúc");
  EXPECT_EQ(restore_case(U"khOe", U"khỏe", false), "khỏe");
  EXPECT_EQ(restore_case(U"SO'", U"sở", false), "Sở");
  EXPECT_EQ(restore_case(U"SO'", U"sở", true), "SỞ");
  EXPECT_EQ(restore_case(U"TINH", U"tỉnh", false), "TỈNH");
  EXPECT_EQ(restore_case(U"K", U"kế", false), "Kế");
  EXPECT_EQ(restore_case(U"K", U"kế", true), "KẾ");
  EXPECT_EQ(restore_case(U"IÍ", U"ii", false), "II");
  EXPECT_EQ(copy_case(U"KHlm", U"khỏm"), "KHỏm");
}

TEST(Capitals, GoByTheLine) {
  const std::string text = "SO Y TE TINH\nca SO va TO";
  const std::vector<Token> tokens = tokenise(text);
  EXPECT_TRUE(is_among_capitals(text, tokens, 0));
  EXPECT_FALSE(is_among_capitals(text, tokens, 6));
  const auto first_is_among = [](const std::string& line) {
    return is_among_capitals(line, tokenise(line), 0);
  };
  EXPECT_TRUE(first_is_among("S NI V"));
  EXPECT_TRUE(first_is_among("K HOCH"));
  EXPECT_FALSE(first_is_among("K UBND, ca"));
  EXPECT_TRUE(first_is_among("KT UBND TNH ca"));
}

TEST(Capitals, OfOtherAlphabetsAreCapitals) {
  EXPECT_EQ(restore_case(U"Üy", U"ủy", false), "Ủy");
  EXPECT_EQ(restore_case(U"Ÿ", U"ý", false), "Ý");
  EXPECT_EQ(restore_case(U"ÿ", U"ý", false), "ý");
  for (const char32_t c : U"ÄÆÇÑØÞĀĎĶĽŁŊŠŸŽ")
    EXPECT_TRUE(c == 0 || is_upper(c)) << to_utf8({&c, 1});
  for (const char32_t c : U"äæçñøþß×÷ādķĸľłŉŋšžſ") EXPECT_FALSE(is_upper(c)) << to_utf8({&c, 1});
}

TEST(Labels, AreToldByTheirShape) {
  for (const auto* word : {U"5A", U"10A", U"14h", U"8h", U"m2", U"km2", U"hm3", U"5kg"})
    EXPECT_EQ(classify_label(word), LabelLikelihood::kSure) << to_utf8(word);
  for (const auto* word : {U"B12", U"T6", U"CO2", U"SE3"})
    EXPECT_EQ(classify_label(word), LabelLikelihood::kLikely) << to_utf8(word);
  for (const auto* word :
       {U"1ap", U"s6", U"6m", U"16p", U"t0i", U"2024", U"A", U"", U"5thang", U"1A1", U"1à"})
    EXPECT_EQ(classify_label(word), LabelLikelihood::kNone) << to_utf8(word);
}

TEST(Capitals, OfAbbreviations) {
  for (const char* word : {"BVDK", "CK1", "UBND"}) EXPECT_TRUE(may_be_abbreviation(word)) << word;
  for (const char* word : {"SO", "Uy", "T", "HO~", "xa"}) {
    EXPECT_FALSE(may_be_abbreviation(word)) << word;
  }
}

TEST(ChangeLog, IsReadBackAlsoBeyondFourGigabytes) {
  const Change change{{3, 5}, {4, 6}, "\xFFx", "ê", "nfc", "normalise", 0.5, "e"};
  const std::string line = to_jsonl(change, 5'000'000'000, 6'000'000'000);
  EXPECT_NE(line.find("\"before_hex\":\"ff78\""), std::string::npos) << line;
  const LoggedChange logged = parse_change(line);
  EXPECT_EQ(logged.begin_in, 5'000'000'003U);
  EXPECT_EQ(logged.begin_out, 6'000'000'004U);
  EXPECT_EQ(logged.change.before, change.before);
  EXPECT_EQ(logged.change.after, change.after);
}

TEST(ChangeLog, RefusesWhatIsNone) {
  for (const char* line :
       {"", "{}", "[1]", "{\"start\":-1}", "not json",
        R"({"start":0,"end":2,"out_start":0,"out_end":1,"before":"a","after":"b",)"
        R"("rule":"","source":"","confidence":1,"runner_up":""})"}) {
    EXPECT_THROW((void)parse_change(line), Error) << line;
  }
}

class ToyRestorer : public ::testing::Test {
 protected:
  ToyRestorer() : restorer_(load()) {}
  Restorer load() {
    testing::write_toy_models(folder_.path());
    return Restorer(folder_.path().c_str(), folder_.path().c_str());
  }
  std::string restored(std::string_view text, RestoreMode mode) {
    return restorer_.restore(text, {mode, 0}).text;
  }
  testing::TempFolder folder_;
  Restorer restorer_;
};

TEST_F(ToyRestorer, GivesStrippedTextItsMarksBack) {
  EXPECT_EQ(restored("Uy ban nhan dan tinh ban hanh ke hoach", RestoreMode::kStripped),
            "Ủy ban nhân dân tỉnh ban hành kế hoạch");
  EXPECT_EQ(restored("UY BAN NHAN DAN", RestoreMode::kAuto), "ỦY BAN NHÂN DÂN");
}

TEST_F(ToyRestorer, JoinsWhatASignOrASpaceHasCut) {
  EXPECT_EQ(restored("thuc hién ké ho4ch trong năm", RestoreMode::kDamaged),
            "thực hiện kế hoạch trong năm");
  EXPECT_EQ(restored("thuc hién ké ho;ch trong năm", RestoreMode::kDamaged),
            "thực hiện kế hoạch trong năm");
  EXPECT_EQ(restored("thuc hién ké ho4 ch trong năm", RestoreMode::kDamaged),
            "thực hiện kế hoạch trong năm");
  EXPECT_EQ(restored("thuc hién ké ho4\nch trong năm", RestoreMode::kDamaged).find("hoạch"),
            std::string::npos);
}

TEST_F(ToyRestorer, SignsOfNumbersAreNoLetters) {
  for (const std::string_view seen : {"ké ho4ch nhan 5% dan, 3_4 nhan", "ké ho4ch 12_dan tinh_7"}) {
    const std::string out = restored(std::string(seen), RestoreMode::kDamaged);
    for (const std::string_view number : {"5%", "3_4", "12_", "_7"}) {
      if (seen.find(number) == seen.npos) continue;
      EXPECT_NE(out.find(number), std::string::npos) << out;
    }
  }
}

TEST_F(ToyRestorer, NamesOfHostsAndFilesAndCodesStay) {
  for (const std::string_view name :
       {"uy_ban_nhan_dan.pdf", "(ke_hoach.DOCX)", "hatinh.gov.vn/uy-ban-nhan-dan.html",
        "nhan-dan.edu", "DAN_07", "ban.nhan@tinh.gov.vn"}) {
    for (const RestoreMode mode : {RestoreMode::kStripped, RestoreMode::kDamaged}) {
      const std::string seen = "ké ho4ch nhan dan " + std::string(name) + " ban hanh";
      EXPECT_NE(restored(seen, mode).find(name), std::string::npos) << restored(seen, mode);
    }
  }
}

TEST_F(ToyRestorer, FindsWordsThatAreLostWhole) {
  const std::string seen = "Cán b ca xã cn hưng dn ngưi dân  xã.";
  const Restoration out = restorer_.restore(seen, {RestoreMode::kAuto, 0});
  EXPECT_EQ(out.text, "Cán bộ của xã cần hướng dẫn người dân ở xã.");
  EXPECT_EQ(undo(out.changes, out.text), seen);
}

TEST_F(ToyRestorer, DecodesOverLineBreaks) {
  EXPECT_EQ(restored("Uy ban nhan\ndan tinh", RestoreMode::kStripped), "Ủy ban nhân\ndân tỉnh");
}

TEST_F(ToyRestorer, RepairsLettersInDamagedText) {
  EXPECT_EQ(restored("ké hoach ctia x4", RestoreMode::kDamaged), "kế hoạch của xã");
}

TEST_F(ToyRestorer, TheFirstLetterOfWhatIsShortenedByASlashHasAStroke) {
  for (const RestoreMode mode : {RestoreMode::kStripped, RestoreMode::kDamaged}) {
    EXPECT_EQ(restored("D/c: cac xa, d/c: cac so, 12/D/c", mode),
              "Đ/c: các xã, đ/c: các sở, 12/D/c");
  }
}

TEST_F(ToyRestorer, ReadsSignsAmongLettersAsLetters) {
  EXPECT_EQ(restored("ké ho?ch ctia x@", RestoreMode::kDamaged), "kế hoạch của xã");
  EXPECT_EQ(restored("nhan d?n, c0 quan", RestoreMode::kDamaged), "nhân dân, cơ quan");
}

TEST_F(ToyRestorer, LeavesListMarksAndDamagedNumeralsWithoutASequence) {
  EXPECT_EQ(restored("¢) cac xa\n~ b) cac xa\nd) cac xa", RestoreMode::kDamaged),
            "¢) các xã\n~ b) các xã\nd) các xã");
  EXPECT_EQ(restored("cac xa trong nam I1I", RestoreMode::kDamaged), "các xã trong năm I1I");
  EXPECT_EQ(restored("d) cac xa", RestoreMode::kStripped), "d) các xã");
}

TEST_F(ToyRestorer, RepairsListMarksByTheirSequence) {
  const std::string seen = "a) cac xa\nb) cac so\n~ ¢) cac xa\nd) cac so\nd) cac xa\n";
  const Restoration out = restorer_.restore(seen, {RestoreMode::kDamaged, 0});
  EXPECT_EQ(out.text, "a) các xã\nb) các sở\nc) các xã\nd) các sở\nđ) các xã\n");
  EXPECT_EQ(undo(out.changes, out.text), seen);
  EXPECT_EQ(std::count_if(out.changes.begin(), out.changes.end(),
                          [](const Change& change) { return change.rule == "enumerator"; }),
            2);
}

TEST_F(ToyRestorer, KeepsTheCaseOfStrippedText) {
  EXPECT_EQ(restored("kE hoach", RestoreMode::kStripped), "kẾ hoạch");
}

TEST_F(ToyRestorer, CapitalsInsideADamagedWordAreDamage) {
  EXPECT_EQ(restored("cAc xa; NHaN DAN; HOi dong", RestoreMode::kDamaged),
            "các xã; NHÂN DÂN; Hội đồng");
}

TEST_F(ToyRestorer, PartsWordsThatRanTogether) {
  EXPECT_EQ(restored("Uy ban nhandan tinh", RestoreMode::kDamaged), "Ủy ban nhân dân tỉnh");
  EXPECT_EQ(restored("nhan\ndan", RestoreMode::kDamaged), "nhân\ndân");
}

TEST_F(ToyRestorer, LogsEveryChange) {
  const std::string text = "nhan dan tinh";
  const Restoration out = restorer_.restore(text, {RestoreMode::kStripped, 0});
  ASSERT_EQ(out.changes.size(), 3U);
  EXPECT_EQ(out.changes[0].before, "nhan");
  EXPECT_EQ(out.changes[0].after, "nhân");
  EXPECT_EQ(out.changes[0].rule, "stripped");
  EXPECT_EQ(out.changes[0].source, "ocr_restore");
  EXPECT_GT(out.changes[0].confidence, 0.5);
}

TEST_F(ToyRestorer, LeavesMarkedTextAlone) {
  const std::string text = "Ủy ban nhân dân tỉnh ban hành kế hoạch số 07/KH-UBND";
  EXPECT_EQ(restored(text, RestoreMode::kAuto), text);
}

TEST_F(ToyRestorer, FlagsCarelessLinesOfTextThatHasItsMarks) {
  const std::string marked = "Ủy ban nhân dân tỉnh ban hành kế hoạch cải cách hành chính\n";
  const std::string careless = "nhân dan tinh ban hanh kế hoach cai cach hanh chinh";
  const Restoration out = restorer_.restore(marked + marked + marked + careless);
  EXPECT_TRUE(out.changes.empty()) << out.text;
  EXPECT_GE(out.doubts.size(), 5U);
  EXPECT_EQ(out.doubts.at(0).runner_up, "dân");
  EXPECT_EQ(restored(careless, RestoreMode::kAuto),
            "nhân dân tỉnh ban hành kế hoạch cải cách hành chính");
  EXPECT_EQ(restored(marked + marked + "nhan dan tinh", RestoreMode::kAuto),
            marked + marked + "nhân dân tỉnh");
}

TEST_F(ToyRestorer, ProtectedWordsAndCodesStay) {
  for (const RestoreMode mode :
       {RestoreMode::kAuto, RestoreMode::kStripped, RestoreMode::kDamaged}) {
    EXPECT_EQ(restored("UBND VT 07/KH-UBND", mode), "UBND VT 07/KH-UBND");
  }
}

TEST_F(ToyRestorer, NamesThatNoSyllableIsSpeltLikeStay) {  // "Êban", "Glong"
  EXPECT_EQ(restored("Nhân Ctiá", RestoreMode::kDamaged), "Nhân Của");
  const std::filesystem::path more = folder_.path() / "more";
  std::filesystem::create_directories(more);
  std::ofstream(more / "names.tsv") << "Ctiá\tfamily_name\n";
  const std::vector<std::filesystem::path> folders{more};
  const Restorer knows(folder_.path().c_str(), folder_.path().c_str(), ModelPlacement::kMapped,
                       folders);
  const auto damaged = [&](const char* text) {
    return knows.restore(text, {RestoreMode::kDamaged, 0}).text;
  };
  EXPECT_EQ(damaged("Nhân Ctiá"), "Nhân Ctiá");
  EXPECT_EQ(damaged("nhân ctia"), "nhân của");  // a name without marks may be a word that lost them
}

TEST_F(ToyRestorer, AbbreviationsGetTheMarksThatAreCertain) {
  EXPECT_EQ(restored("HDND tinh", RestoreMode::kStripped), "HĐND tỉnh");
  EXPECT_EQ(restored("so 16/QD-UBND", RestoreMode::kStripped), "số 16/QĐ-UBND");
  EXPECT_EQ(restored("ké hoach 16/QD-UBND cac x4", RestoreMode::kDamaged),
            "kế hoạch 16/QĐ-UBND các xã");
  EXPECT_EQ(restored("QD, HDNDT tinh", RestoreMode::kStripped), "QD, HDNDT tỉnh");
  EXPECT_EQ(restored("Kế hoạch 16/QD-UBND của HDND các xã", RestoreMode::kAuto),
            "Kế hoạch 16/QD-UBND của HDND các xã");
}

TEST_F(ToyRestorer, AbbreviationsOfTheTablesGetTheirMarks) {
  std::ofstream(folder_.path() / "lexicon" / "more.tsv")
      << "KHHGĐ\tabbreviation\nTB&Đ\tabbreviation\nĐU\tabbreviation\nđ/v\tperson_title\n";
  const Restorer knows(folder_.path().c_str(), folder_.path().c_str());
  const auto stripped = [&](const char* text) {
    return knows.restore(text, {RestoreMode::kStripped, 0}).text;
  };
  EXPECT_EQ(restored("KHHGD tinh", RestoreMode::kStripped), "KHHGD tỉnh");
  EXPECT_EQ(stripped("KHHGD tinh, TB&D"), "KHHGĐ tỉnh, TB&Đ");
  EXPECT_EQ(stripped("so 16/KH-KHHGD"), "số 16/KH-KHHGĐ");
  EXPECT_EQ(stripped("so 14-NQ/DU"), "số 14-NQ/ĐU");
  EXPECT_EQ(stripped("DU tinh"), "DU tỉnh") << "a syllable may be one";
  EXPECT_EQ(stripped("D/c, D/v, D/x tinh"), "Đ/c, Đ/v, D/x tỉnh");
}

TEST_F(ToyRestorer, LettersOfOfficesStayAsAVietnameseReaderHasThem) {
  std::ofstream(folder_.path() / "lexicon" / "more.tsv") << "CSĐT\tabbreviation\n";
  const Restorer knows(folder_.path().c_str(), folder_.path().c_str());
  const std::string text = "kế hoạch 16/KH-CSDT của xã\n- Lưu: VT, CSDT.";
  const WordEvidence word{{0, 4}, 0.9};
  EXPECT_EQ(knows.restore(text, {RestoreMode::kAuto, 0}, {&word, 1}).text,
            "kế hoạch 16/KH-CSĐT của xã\n- Lưu: VT, CSDT.");
}

TEST_F(ToyRestorer, PlacesStandBehindTheOrgansOfTheirUnitsToo) {
  std::ofstream(folder_.path() / "lexicon" / "more.tsv")
      << "tỉnh dân\tunit_organ\t\t\t\tunit=tỉnh\n";
  const Restorer knows(folder_.path().c_str(), folder_.path().c_str());
  EXPECT_EQ(knows.restore("tinh dan Dan Cua", {RestoreMode::kStripped, 0}).text,
            "tỉnh dân Dân Cửa");
  EXPECT_NE(restored("tinh dan Dan Cua", RestoreMode::kStripped), "tỉnh dân Dân Cửa");
}

TEST_F(ToyRestorer, SpellsOutKeysLeftInText) {
  const std::string input = "Ủy ban nhaan daan tỉnh ban hành ke61 hoạchj; các sở thực hieejn.";
  const Restoration out = restorer_.restore(input, {RestoreMode::kAuto, 0});
  EXPECT_EQ(out.text, "Ủy ban nhân dân tỉnh ban hành kế hoạch; các sở thực hiện.");
  ASSERT_EQ(out.changes.size(), 5U);
  for (const Change& change : out.changes) EXPECT_EQ(change.rule, "typing");
  EXPECT_EQ(undo(out.changes, out.text), input);
}

TEST_F(ToyRestorer, SpellsOutAPassageOfKeysInItsCapitals) {
  EXPECT_EQ(restored("UYR BAN NHAAN DAAN tirnh ban hanhf kees hoachj cair cachs hanhf chinhs.\n"
                     "Cacs cow quan toor chuwcs thuwcj hieenj kees hoachj trong nawm 2023.\n",
                     RestoreMode::kAuto),
            "ỦY BAN NHÂN DÂN tỉnh ban hành kế hoạch cải cách hành chính.\n"
            "Các cơ quan tổ chức thực hiện kế hoạch trong năm 2023.\n");
}

TEST_F(ToyRestorer, ReadsALineThatBeginsWithALostWord) {
  const std::string input = " xã cn hưng dn ngưi dân, cán b ca xã hưng dn ngưi dân  xã.";
  const Restoration out = restorer_.restore(input, {RestoreMode::kAuto, 0});
  EXPECT_NE(out.text.find("người dân ở xã."), std::string::npos) << out.text;
  EXPECT_EQ(undo(out.changes, out.text), input);
}

TEST_F(ToyRestorer, FootnotesAreNoKeys) {
  for (const std::string same :
       {"Ủy ban nhân dân1 tỉnh2 ban hành2 kế1 hoạch5/các sở3, xã4.",
        "Hội đồng2 nhân dân tỉnh giám1 sát1; nhiệm5 vụ5 của3 các¹ sở² trong năm³."}) {
    EXPECT_EQ(restored(same, RestoreMode::kAuto), same);
  }
  EXPECT_EQ(
      restored("Ủy ban nhân dân tỉnh ban hành ke61 hoa5ch trong na8m 2023.", RestoreMode::kAuto),
      "Ủy ban nhân dân tỉnh ban hành kế hoạch trong năm 2023.");
}

TEST_F(ToyRestorer, LeavesForeignWordsCodesAndOtherModesAlone) {
  for (const std::string same :
       {"Ủy ban nhân dân tỉnh ban hành kế hoạch H1N1, khổ A4, 20 m2, Wifi.",
        "Ủy ban nhân dân tỉnh ban hành ke61-2, ke61/2025.",
        "The boss was in Singapore; it is best as a form."}) {
    EXPECT_EQ(restored(same, RestoreMode::kAuto), same);
  }
  EXPECT_EQ(restored("Ủy ban nhaan daan", RestoreMode::kClean), "Ủy ban nhaan daan");
}

TEST_F(ToyRestorer, MakesNoChangeThatIsLessSureThanAskedFor) {
  const Restoration out = restorer_.restore("cac so cua xa", {RestoreMode::kStripped, 1.1});
  EXPECT_EQ(out.text, "cac so cua xa");
}

TEST_F(ToyRestorer, AWordTheReaderIsSureOfStays) {
  const std::string text = "kế hoạch cùa các xã";
  const auto at = static_cast<std::uint32_t>(text.find("cùa"));
  const auto restored_with = [&](double confidence) {
    const WordEvidence word{{at, at + 4}, confidence};
    return restorer_.restore(text, {RestoreMode::kAuto, 0}, {&word, 1});
  };
  EXPECT_EQ(restored_with(0.01).text, "kế hoạch của các xã");
  const Restoration sure = restored_with(0.99);
  const double confidence = sure.changes.empty() ? 0 : sure.changes[0].confidence;
  EXPECT_LT(confidence, restored_with(0.01).changes.at(0).confidence);
}

TEST_F(ToyRestorer, LettersUnderAStreakAreFilledIn) {
  const auto restored_without = [&](std::string_view marked) {  // "|": a gap of the word beside it
    std::string text;
    std::vector<WordEvidence> evidence(1);
    const auto end_word = [&] {
      evidence.back().text.end = static_cast<std::uint32_t>(text.size());
      evidence.back().confidence = 0.9;
    };
    for (const char c : marked) {
      const auto at = static_cast<std::uint32_t>(text.size());
      if (c == '|') {
        evidence.back().gap = at;
        continue;
      }
      if (c == ' ') end_word();
      text += c;
      if (c == ' ') evidence.push_back({{at + 1, at + 1}});
    }
    end_word();
    return restorer_.restore(text, {RestoreMode::kAuto, 0}, evidence).text;
  };
  const std::string right = "các cơ quan thực hiện kế hoạch trong năm 2023";
  EXPECT_EQ(restored_without("các cơ quan thực hiện kế h|ạch trong năm 2023"), right);
  EXPECT_EQ(restored_without("các cơ qua|n thực |hiện kế hoạc|h trong năm 20|23"), right);
  EXPECT_EQ(restored_without("kế hoạch số 12/K|X-UBND ngày 7/|8/2023"),
            "kế hoạch số 12/KX-UBND ngày 7/8/2023");
}

TEST_F(ToyRestorer, AddressesStayInStrippedTextToo) {
  for (const std::string text : {"uy.ban@tinh.vn", "https://tinh.vn/ke-hoach", "www.so.vn/xa",
                                 "so-noi-vu.tinh.gov.vn,", "(ke_hoach.docx)"}) {
    EXPECT_EQ(restorer_.restore(text, {RestoreMode::kStripped, 0}).text, text);
  }
}

TEST_F(ToyRestorer, FrequentForeignWordsAreTold) {
  const ForeignWords words((folder_ / "foreign_words.tsv").string());
  EXPECT_GT(words.log_prob(U"the", true), words.log_prob(U"ban", true));
  EXPECT_GT(words.log_prob(U"zoo", false), words.log_prob(U"zoos", false));
  EXPECT_GT(words.log_prob(U"été", false), words.log_prob(U"đté", false));
}

TEST_F(ToyRestorer, NamesTheFileThatIsMissingOrBad) {
  const testing::TempFolder empty;
  EXPECT_THROW(Restorer(empty.path().c_str(), empty.path().c_str()), Error);
  testing::write_toy_models(empty.path());
  std::ofstream(empty / "channels.tsv", std::ios::trunc) << "# codau-channel 1\nnonsense\n";
  try {
    const Restorer broken(empty.path().c_str(), empty.path().c_str());
    FAIL() << "a broken channel file was loaded";
  } catch (const Error& error) {
    EXPECT_EQ(error.code(), ErrorCode::kModel);
    EXPECT_NE(std::string(error.what()).find("channels.tsv: line 2"), std::string::npos);
  }
}

TEST(AbbreviationList, NamesTheLineThatIsWrong) {
  const testing::TempFolder folder;
  for (const char* line : {"QD", "QD\tQĐ", "QD\tQĐ\tcodes\t3", "QD\tNĐ\tcode\t3"}) {
    std::ofstream(folder / "list.tsv", std::ios::trunc) << "# one\n" << line << '\n';
    try {
      const Abbreviations broken((folder / "list.tsv").string());
      FAIL() << line;
    } catch (const Error& error) {
      EXPECT_EQ(error.code(), ErrorCode::kModel);
      EXPECT_NE(std::string(error.what()).find("list.tsv: line 2"), std::string::npos);
    }
  }
}

TEST_F(ToyRestorer, PlacesStandBehindTheirUnitWords) {
  EXPECT_EQ(restored("Can bo cua So", RestoreMode::kStripped), "Cán bộ của Sở");
  EXPECT_EQ(restored("Can bo xa Cua So", RestoreMode::kStripped), "Cán bộ xã Cửa Số");
  EXPECT_EQ(restored("CAN BO XA CUA SO", RestoreMode::kStripped), "CÁN BỘ XÃ CỬA SỐ");
  EXPECT_EQ(restored("Cán bộ xã Của Sở", RestoreMode::kAuto), "Cán bộ xã Của Sở")
      << "as it was typed";
}

TEST_F(ToyRestorer, LettersOfACommitteeThatCouldBeASyllableStay) {
  EXPECT_EQ(restored("TT. SO, TT. UBND xa (SO)", RestoreMode::kStripped),
            "TT. SO, TT. UBND xã (SO)");
  EXPECT_EQ(restored("so 16-KH/SO", RestoreMode::kStripped), "số 16-KH/SO");
  EXPECT_EQ(restored("CAN BO CUA SO", RestoreMode::kStripped), "CÁN BỘ CỦA SỞ");
}

TEST_F(ToyRestorer, WhatOrgansBeginWithStandsWhereNamesBegin) {
  const std::filesystem::path more = folder_.path() / "more";
  std::filesystem::create_directories(more);
  std::ofstream(more / "heads.tsv") << "cửa\torgan_head\n";
  const std::vector<std::filesystem::path> folders{more};
  const Restorer knows(folder_.path().c_str(), folder_.path().c_str(), ModelPlacement::kMapped,
                       folders);
  const auto stripped = [&](const char* text) {
    return knows.restore(text, {RestoreMode::kStripped, 0}).text;
  };
  EXPECT_EQ(restored("1. Cua Can bo", RestoreMode::kStripped), "1. Của Cán bộ");
  EXPECT_EQ(stripped("1. Cua Can bo"), "1. Cửa Cán bộ");
  EXPECT_EQ(stripped("can bo cua NN&PTNT"), "cán bộ của NN&PTNT");
  EXPECT_EQ(stripped("Cua NN&PTNT"), "Cửa NN&PTNT");
  EXPECT_EQ(stripped("CUA CAN, bo"), "CỦA CÁN, bộ") << "among capitals";
  EXPECT_EQ(stripped("can bo\tCua Can bo"), "cán bộ\tCửa Cán bộ");
  EXPECT_EQ(stripped("Cua Can Bo"), "Của Cán Bộ") << "a person's name";
  EXPECT_EQ(stripped("Cua can bo"), "Của cán bộ");
  EXPECT_EQ(restored("- Cac cua can bo", RestoreMode::kStripped), "- Các của cán bộ");
  EXPECT_EQ(stripped("- Cac cua can bo"), "- Các cửa cán bộ");
  EXPECT_EQ(stripped("can bo cac cua"), "cán bộ các của") << "in a sentence";
}

TEST_F(ToyRestorer, PhrasesThatPapersPrintAreExpectedAtACapital) {
  std::ofstream(folder_.path() / "lexicon" / "more.tsv") << "Cán bộ cửa số\tset_phrase\n";
  const Restorer knows(folder_.path().c_str(), folder_.path().c_str());
  EXPECT_EQ(restored("Can bo cua so", RestoreMode::kStripped), "Cán bộ của sở");
  EXPECT_EQ(knows.restore("Can bo cua so", {RestoreMode::kStripped, 0}).text, "Cán bộ cửa số");
  EXPECT_EQ(knows.restore("can bo cua so", {RestoreMode::kStripped, 0}).text, "cán bộ của sở");
}

TEST_F(ToyRestorer, AFormOfAddressStandsBeforeAPerson) {
  const std::filesystem::path more = folder_.path() / "more";
  std::filesystem::create_directories(more);
  std::ofstream(more / "titles.tsv") << "cửa\tperson_title\ncán\tfamily_name\n";
  const std::vector<std::filesystem::path> folders{more};
  const Restorer knows(folder_.path().c_str(), folder_.path().c_str(), ModelPlacement::kMapped,
                       folders);
  const auto stripped = [&](const char* text) {
    return knows.restore(text, {RestoreMode::kStripped, 0}).text;
  };
  EXPECT_EQ(restored("1. Cua Can Bo", RestoreMode::kStripped), "1. Của Cán Bộ");
  EXPECT_EQ(stripped("1. Cua Can Bo"), "1. Cửa Cán Bộ");
  EXPECT_EQ(stripped("can bo\tcua Can Bo"), "cán bộ\tcửa Cán Bộ") << "or a small one";
  EXPECT_EQ(stripped("can bo cua Can Bo"), "cán bộ của Cán Bộ") << "in a sentence";
  EXPECT_EQ(stripped("1. Cua Can bo"), "1. Của Cán bộ") << "one word is no name";
  EXPECT_EQ(stripped("1. Cua Xa So"), "1. Của Xã Sở") << "no family";
}

TEST_F(ToyRestorer, APlaceThatTheTextHasNamedIsKnownElsewhere) {
  EXPECT_TRUE(restored("Cua So, ngay 05 thang 3", RestoreMode::kStripped).starts_with("Cửa Số,"));
  const std::string out = restored("Can bo xa Cua So.\nDan o Cua So", RestoreMode::kStripped);
  EXPECT_TRUE(out.ends_with("Cửa Số")) << out;
}

TEST_F(ToyRestorer, AnEngineWithoutDReadsOtherLettersForIt) {
  EXPECT_EQ(restored("ké hoach ctia HPND, HBND cac x4", RestoreMode::kDamaged),
            "kế hoạch của HĐND, HĐND các xã");
  EXPECT_EQ(restored("HPND, HBND cac xa", RestoreMode::kStripped), "HPND, HBND các xã");
}

TEST_F(ToyRestorer, UndoRefusesALogOfAnotherText) {
  const NextLine none = [] { return std::optional<std::string>(); };
  std::string text = "kế hoạch", back;
  const ReadBytes read = [&](char* buffer, std::size_t size) {
    const std::size_t n = std::min(size, text.size());
    std::copy_n(text.data(), n, buffer);
    text.erase(0, n);
    return n;
  };
  undo_stream(none, read, [&](std::string_view bytes) { back += bytes; });
  EXPECT_EQ(back, "kế hoạch");
  text = "kế hoạch";
  bool given = false;
  const NextLine one = [&]() -> std::optional<std::string> {
    if (given) return std::nullopt;
    given = true;
    return to_jsonl({{0, 1}, {0, 1}, "a", "b", "x", "ocr_restore", 1, ""}, 0, 0);
  };
  EXPECT_THROW(undo_stream(one, read, [](std::string_view) {}), Error);
}

}  // namespace
}  // namespace codau::restore
