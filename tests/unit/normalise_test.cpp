#include "text/normalise.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <sstream>

#include "core/changes.h"
#include "core/error.h"
#include "text/legacy_encoding.h"
#include "text/utf8.h"

namespace codau::text {
namespace {

/// `text` as if its bytes had been read as Windows-1252.
std::string bytes_of(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();)
    out += to_cp1252_byte(next_code_point(text, at)).value();
  return out;
}

std::vector<std::string> rules(const NormalisedText& n) {
  std::vector<std::string> out;
  for (const Change& c : n.changes) out.push_back(c.rule);
  return out;
}

TEST(Normalise, LookAlikesSpacesAndZeroWidths) {
  const std::string in = "\uFEFFÐường nh\u01A3 \u00A0ð\u200Bi";
  const NormalisedText out = normalise(in);
  EXPECT_EQ(out.text, "Đường như \u00A0đi");
  EXPECT_EQ(rules(out), (std::vector<std::string>{"zero_width", "look_alike", "look_alike",
                                                  "look_alike", "zero_width"}));
  EXPECT_EQ(undo(out.changes, out.text), in);
}

TEST(Normalise, ComposesMarksEvenAcrossWhatItDrops) {
  const std::string in = "Ke\u0302\u0301 hoa\u0323ch e\u0301\u200B\u0302";
  const NormalisedText out = normalise(in);
  EXPECT_EQ(out.text, "Kế hoạch ế");
  EXPECT_EQ(rules(out), (std::vector<std::string>{"nfc", "nfc", "nfc"}));
  EXPECT_EQ(undo(out.changes, out.text), in);
}

TEST(Normalise, MarksBehindABlankJoinTheirVowel) {
  for (const auto& [in, wanted] : std::vector<std::pair<std::string, std::string>>{
           {"Pho \u0300ng cha \u0301y", "Phòng cháy"},
           {"U \u0309Y BAN, XA \u0303 AN", "ỦY BAN, XÃ AN"},
           {"KÊ \u0301 HOA \u0323CH", "KẾ HOẠCH"},
           {"hoa\u00A0\u0323ch", "hoạch"},
           {"trươ \u0301c nga \u0300y 15/6", "trước ngày 15/6"},
           {"tru \u031Bơ \u0300ng", "trường"},
           {"Ph \u0300ong", "Ph \u0300ong"},                  // no vowel before the blank
           {"dấu \u0300 và \u0301", "dấu \u0300 và \u0301"},  // they have a tone
           {"xa  \u0303", "xa  \u0303"}}) {
    const NormalisedText out = normalise(in);
    EXPECT_EQ(out.text, wanted);
    EXPECT_EQ(undo(out.changes, out.text), in);
    EXPECT_EQ(normalise(out.text).text, wanted);
  }
}

TEST(Normalise, LettersForDigitsOfADate) {
  for (const auto& [in, wanted] : std::vector<std::pair<std::string, std::string>>{
           {"Ngày l3 tháng 10 năm 2024", "Ngày 13 tháng 10 năm 2024"},
           {"ngày 0l tháng l2 năm 2O24", "ngày 01 tháng 12 năm 2024"},
           {"trước ngày l5/6/2O25; 3O/11/2025.", "trước ngày 15/6/2025; 30/11/2025."},
           {"ngày O4 tháng 2", "ngày 04 tháng 2"},
           {"ngày lO tháng lO", "ngày lO tháng lO"},  // no digit says that it is a date
           {"45/l3/2025", "45/l3/2025"},              // no calendar has it
           {"Số: 2l/KH-UBND", "Số: 2l/KH-UBND"},
           {"l/2/2025/NĐ-CP", "l/2/2025/NĐ-CP"},
           {"a/l/2025", "a/l/2025"},
           {"Sinh ngày 21/0/1973", "Sinh ngày 21/0/1973"}}) {
    const NormalisedText out = normalise(in);
    EXPECT_EQ(out.text, wanted);
    EXPECT_EQ(undo(out.changes, out.text), in);
  }
}

TEST(Normalise, KeepsIllFormedBytesAside) {
  const std::string in = "k\xE1\xBA ho\xFF";
  const NormalisedText out = normalise(in);
  EXPECT_EQ(out.text, "k\uFFFD\uFFFD ho\uFFFD");
  EXPECT_EQ(out.changes.back().before, "\xFF");
  EXPECT_EQ(undo(out.changes, out.text), in);
}

TEST(Normalise, LeavesCompatibilityLettersAndSoftHyphens) {
  for (const char* same : {"ph\uFB01n ½ ²", "nh\u00ADng", "Kế hoạch\r\n\f\tsố 1"}) {
    EXPECT_EQ(normalise(same).text, same);
    EXPECT_TRUE(normalise(same).changes.empty());
  }
}

// One sentence as the fonts of the nineties stored it, seen as Latin-1.
constexpr const char* kSentence = "Kế hoạch nâng cao hiệu quả quản trị của thị trấn năm 2004";
constexpr const char* kTcvn3 = "KÕ ho¹ch n©ng cao hiÖu qu¶ qu¶n trÞ cña thÞ trÊn n¨m 2004";
constexpr const char* kVni = "Keá hoaïch naâng cao hieäu quaû quaûn trò cuûa thò traán naêm 2004";
constexpr const char* kViscii = "Kª hoÕch nâng cao hi®u quä quän tr¸ cüa th¸ tr¤n nåm 2004";

void expect_decodes(const std::string& bytes, const std::string& encoding) {
  const NormalisedText out = decode_text_file(bytes);
  EXPECT_EQ(out.encoding, encoding);
  EXPECT_EQ(out.text, kSentence);
  EXPECT_EQ(undo(out.changes, out.text), bytes);
}

TEST(DecodeTextFile, TellsLegacyEncodingsApart) {
  expect_decodes(bytes_of(kTcvn3), "tcvn3");
  expect_decodes(bytes_of(kVni), "vni");
  expect_decodes(bytes_of(kViscii), "viscii");
  expect_decodes(
      "K\xEA\xEC hoa\xF2"
      "ch n\xE2ng cao hi\xEA\xF2u qua\xD2 qua\xD2n tri\xF2 cu\xD2"
      "a thi\xF2 tr\xE2\xECn n\xE3m 2004",
      "cp1258");
}

TEST(DecodeTextFile, UndoesAWrongReadingAsLatin) {
  expect_decodes(kTcvn3, "tcvn3");
  expect_decodes(kVni, "vni");
  expect_decodes(kViscii, "viscii");
  EXPECT_EQ(decode_text_file("Káº¿ hoáº¡ch nâng cao").text, "Kế hoạch nâng cao");
  const NormalisedText out = decode_text_file("Káº¿ hoáº¡ch sá»‘ Ä‘iá»‡n tá»\u00AD");
  EXPECT_EQ(out.encoding, "utf-8-as-cp1252");
  EXPECT_EQ(out.text, "Kế hoạch số điện tử");
}

TEST(DecodeTextFile, KnowsCapitalsOfTheFontAndWindowsQuotes) {
  const NormalisedText out =
      decode_text_file(bytes_of("KÕ HO¹CH “Mét cöa”, ñy ban §¶NG ñY – n©ng"));
  EXPECT_EQ(out.text, "KẾ HOẠCH “Một cửa”, ủy ban ĐẢNG ỦY – nâng");
}

TEST(DecodeTextFile, KnowsTheSignsThatPdfProgramsPutForLetters) {
  const NormalisedText out =
      decode_text_file("Th«ng t\u2212 n\u2212íc x\u2219 héi \u22125 ®é (nh\u2212)");
  EXPECT_EQ(out.text, "Thông tư nước xã hội -5 độ (như)");
}

TEST(DecodeTextFile, LeavesUtf8Alone) {
  for (const char* same : {"", "Kế hoạch số 07/KH-UBND", "plain ASCII text",
                           "Ké hoach nang cao hiéu qua quan trj", "Кириллица и ещё слова"}) {
    EXPECT_EQ(decode_text_file(same).text, same);
    EXPECT_EQ(decode_text_file(same).encoding, "utf-8");
  }
  EXPECT_EQ(decode_text_file("Kế\u00A0hoạch").text, "Kế hoạch");
  const NormalisedText bom = decode_text_file("\uFEFFKế");
  EXPECT_EQ(bom.text, "Kế");
  ASSERT_EQ(bom.changes.size(), 1U);
  const NormalisedText damaged = decode_text_file("Kế hoạch nâng cao hiệu quả \xE1\xBA năm 2024");
  EXPECT_EQ(damaged.text, "Kế hoạch nâng cao hiệu quả \uFFFD\uFFFD năm 2024");
}

TEST(DecodeTextFile, ReadsUtf16WithAByteOrderMark) {
  using namespace std::string_literals;
  const std::string little = "\xFF\xFEK\0\xBF\x1E\n\0\x3D\xD8\0\xDE"s;
  const NormalisedText out = decode_text_file(little);
  EXPECT_EQ(out.text, "Kế\n\U0001F600");
  EXPECT_EQ(out.encoding, "utf-16");
  EXPECT_EQ(undo(out.changes, out.text), little);
  EXPECT_EQ(decode_text_file("\xFE\xFF\0K\x1E\xBF"s).text, "Kế");
}

TEST(DecodeTextFile, RefusesWhatIsNoText) {
  using namespace std::string_literals;
  EXPECT_THROW((void)decode_text_file("c\xE1"), Error);  // "cỏ" or "cá"
  std::string noise;
  for (int i = 0; i < 400; ++i) noise += static_cast<char>(1 + i * 7 % 255);
  const NormalisedText stray = decode_text_file(std::string(100, 'a') + "\0\0 b\tc\r\n"s);
  EXPECT_EQ(stray.text, std::string(100, 'a') + " b\tc\r\n");
  EXPECT_TRUE(stray.had_nul);
  EXPECT_FALSE(decode_text_file("a\tb\x07\f\r\n").had_nul);
  for (const std::string& bad : {"a\0b"s, noise, "\xFF\xFEx"s, "\xFF\xFE\x00\xD8"s}) {
    try {
      (void)decode_text_file(bad);
      ADD_FAILURE() << "accepted";
    } catch (const Error& e) {
      EXPECT_EQ(e.cause(), Cause::kNotText);
      EXPECT_EQ(e.code(), ErrorCode::kInput);
    }
  }
}

TEST(DecodeText, ConvertsPassagesNotFiles) {
  const std::string clean = "Ủy ban nhân dân thị trấn đã ban hành kế hoạch số 07/KH-UBND.\n";
  const std::string tcvn3 = kTcvn3, vni = kVni;
  const std::string in = clean + tcvn3 + "\n" + tcvn3 + "\n" + clean + "\n" + bytes_of(kVni) +
                         "\n" + vni + "\r\n" + clean;
  const std::string sentence = kSentence;
  const NormalisedText out = decode_text(in);
  EXPECT_EQ(out.text, clean + sentence + "\n" + sentence + "\n" + clean + "\n" + sentence + "\n" +
                          sentence + "\r\n" + clean);
  EXPECT_EQ(undo(out.changes, out.text), in);
  EXPECT_FALSE(out.is_encoding_unsure);
  for (const Change& c : out.changes) EXPECT_EQ(c.source, "encoding");
}

// Words of the test's own, with what other languages have in common with the old encodings.
constexpr const char* kForeign[] = {
    "L'été, où la préfecture a reçu les élèves du collège, fut très chaud à Besançon. Où ça? "
    "Là-bas.",
    "Haïti, le maïs naïf et l'ambiguïté de Noël: où est le cœur, où est l'œuf?",
    "Die Größe der Häuser über dem Fluß hört auf; schöne Grüße aus Köln, für müde Füße.",
    "El niño pequeño comió piñas; mañana el señor Núñez irá a España, ¿verdad? ¡Sí!",
    "A naïve café in Zürich; the façade of Brontë's château, 25° and 12 m² at 5 £, §3 and ¶4 "
    "©2020.",
    "Það er gott að sjá þig, sagði maðurinn. ÞAÐ VIÐ MEÐ",
    "Não há solução; as mães são boas e o pão é bom.",
    "Ängel på ön: å, ä och ö är bokstäver.",
    "Cà phê, n\u00B0 5, Windows® và Word™ – “được” dùng ở 30 m³, ±2 %."};

TEST(DecodeText, LeavesOtherLanguagesAlone) {
  std::string all;
  for (const std::string text : kForeign) {
    EXPECT_EQ(decode_text(text).text, text);
    EXPECT_TRUE(decode_text(text).changes.empty()) << text;
    EXPECT_FALSE(decode_text(text).is_encoding_unsure) << text;
    all += text + "\n";
  }
  EXPECT_EQ(decode_text(all).text, all);
}

TEST(DecodeText, ReadsWesternBytes) {
  const std::string text = kForeign[0];
  const std::string bytes = bytes_of(text + "\n" + text);
  const NormalisedText out = decode_text(bytes);
  EXPECT_EQ(out.text, text + "\n" + text);
  EXPECT_EQ(out.encoding, "cp1252");
  EXPECT_EQ(undo(out.changes, out.text), bytes);
}

TEST(DecodeText, LeavesDamagedAndSingleOddWordsAlone) {
  for (const std::string same : {"Ké hoach nang cao hiéu qua quan trj; vi¢c K¢ hogch s6 tinh x4",
                                 "Phñc v@ hi~n d§.tmroc", "L'où", "Citroën", "Keá"}) {
    EXPECT_EQ(decode_text(same).text, same);
  }
}

TEST(DecodeText, WordsThatLackTheirTonesSpeakAgainstAnEncoding) {
  const std::string read = "cac cap uy phat huy vai tro cüa cap tren, thuc hien phäi tot";
  EXPECT_EQ(decode_text(read).text, read);
  EXPECT_EQ(decode_text("cüa dân, vì dân phäi làm").text, "của dân, vì dân phải làm");
}

TEST(DecodeText, SaysWhereAnEncodingIsLikelyButNotClear) {
  EXPECT_TRUE(decode_text("c\xE1").is_encoding_unsure);  // "cỏ" or "cá"
  EXPECT_EQ(decode_text("c\xE1").text, "c\uFFFD");
}

TEST(Normalise, RepairsLettersOfOtherScriptsOnlyInVietnameseWords) {
  const NormalisedText out = normalise(
      "C\u1ED9ng h\u043E\u0300a x\u00E3 h\u1ED9i; \u0421\u1ED9ng; ng\u00ADười; HÐND; Ð; U\u0412ND");
  EXPECT_EQ(out.text, "Cộng hòa xã hội; Cộng; người; HĐND; Đ; UBND");
  for (const std::string same : {"собака и кот", "το σπίτι", "Það VIÐ", "ng\u00ADx", "taƣ",
                                 "\U0001F468\u200D\U0001F469", "می\u200Cخواهم"}) {
    EXPECT_EQ(normalise(same).text, same);
  }
}

TEST(AsNfc, DoesNothingElse) {
  const std::string same = "\uFEFFÐường nhƣ\u00A0\u200Bđi; KÕ ho¹ch n©ng cao hiÖu qu¶";
  EXPECT_EQ(normalise_to_nfc(same).text, same);
  EXPECT_EQ(normalise_to_nfc("Ke\u0302\u0301 \xFF").text, "Kế \uFFFD");
}

/// `bytes` hold spaces.
std::string decode_words(LegacyEncoding encoding, const std::string& bytes) {
  std::string out;
  std::istringstream words(bytes);
  for (std::string word; words >> word;)
    out += (out.empty() ? "" : " ") + decode_legacy_bytes(encoding, word);
  return out;
}

TEST(Legacy, VniHasAllLetters) {
  EXPECT_EQ(decode_legacy_bytes(LegacyEncoding::kVni, "e\xEA"), "eê");  // no breve on e
  const std::string bytes = bytes_of(
      "aø AØ aù AÙ aû AÛ aõ AÕ aï AÏ aâ AÂ aà AÀ aá AÁ aå AÅ aã AÃ aä AÄ aê "
      "AÊ aè AÈ aé AÉ aú AÚ aü AÜ aë AË eø EØ eù EÙ eû EÛ eõ EÕ eï EÏ eâ EÂ "
      "eà EÀ eá EÁ eå EÅ eã EÃ eä EÄ ì Ì í Í æ Æ ó Ó ò Ò oø OØ où OÙ oû OÛ oõ "
      "OÕ oï OÏ oâ OÂ oà OÀ oá OÁ oå OÅ oã OÃ oä OÄ ô Ô ôø ÔØ ôù ÔÙ ôû ÔÛ ôõ "
      "ÔÕ ôï ÔÏ uø UØ uù UÙ uû UÛ uõ UÕ uï UÏ ö Ö öø ÖØ öù ÖÙ öû ÖÛ öõ ÖÕ öï "
      "ÖÏ yø YØ yù YÙ yû YÛ yõ YÕ î Î ñ Ñ");
  ASSERT_FALSE(bytes.empty());
  EXPECT_EQ(decode_words(LegacyEncoding::kVni, bytes),
            "à À á Á ả Ả ã Ã ạ Ạ â Â ầ Ầ ấ Ấ ẩ Ẩ ẫ Ẫ ậ Ậ ă Ă ằ Ằ ắ Ắ ẳ Ẳ ẵ Ẵ ặ Ặ è "
            "È é É ẻ Ẻ ẽ Ẽ ẹ Ẹ ê Ê ề Ề ế Ế ể Ể ễ Ễ ệ Ệ ì Ì í Í ỉ Ỉ ĩ Ĩ ị Ị ò Ò ó Ó "
            "ỏ Ỏ õ Õ ọ Ọ ô Ô ồ Ồ ố Ố ổ Ổ ỗ Ỗ ộ Ộ ơ Ơ ờ Ờ ớ Ớ ở Ở ỡ Ỡ ợ Ợ ù Ù ú Ú ủ "
            "Ủ ũ Ũ ụ Ụ ư Ư ừ Ừ ứ Ứ ử Ử ữ Ữ ự Ự ỳ Ỳ ý Ý ỷ Ỷ ỹ Ỹ ỵ Ỵ đ Đ");
}

}  // namespace
}  // namespace codau::text
