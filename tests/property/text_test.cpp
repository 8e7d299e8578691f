// Laws of text/.
#include "core/changes.h"
#include "generator.h"
#include "text/date_digits.h"
#include "text/legacy_text.h"
#include "text/normalise.h"
#include "text/numerals.h"
#include "text/page_json.h"
#include "text/running_heads.h"
#include "text/text_document.h"
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
    EXPECT_EQ(strip_diacritics(strip_diacritics(nfc)), strip_diacritics(nfc));
    EXPECT_EQ(fold_key(strip_diacritics(nfc)), fold_key(nfc));
  }
}

TEST_F(TextLaws, NumeralsReadWhatTheyWrite) {  // text/numerals.h
  for (std::int32_t n = 1; n <= kMaxPointLetterValue; ++n)
    EXPECT_EQ(parse_point_letter(to_point_letter(n)), n);
  for (std::int32_t n = 1; n <= kMaxRomanValue; ++n) {
    EXPECT_EQ(parse_roman(format_roman(n)), n);
    EXPECT_EQ(correct_roman_glyphs(format_roman(n)), format_roman(n));
  }
}

TEST_F(TextLaws, WholeNumbersAreDigitsAlone) {  // text/numerals.h
  for (int round = 0; round < testing::kRounds; ++round) {
    const auto n = static_cast<std::int32_t>(generate.below(1'000'000));
    std::string digits = std::string(generate.below(3), '0') + std::to_string(n);
    EXPECT_EQ(parse_whole_number(digits), n);
    digits.insert(generate.below(digits.size() + 1), 1, "-+ .lOX"[generate.below(7)]);
    EXPECT_EQ(parse_whole_number(digits), std::nullopt) << digits;
  }
  EXPECT_EQ(parse_whole_number(""), std::nullopt);
  EXPECT_EQ(parse_whole_number("2147483647"), 2147483647);
  EXPECT_EQ(parse_whole_number("2147483648"), std::nullopt);
}

TEST_F(TextLaws, DigitsOfDatesAreWrittenOnce) {  // text/date_digits.h
  static const std::vector<std::string> kParts{"l", "O",     "1",       "2",    "9",
                                               "/", "ngày ", " tháng ", " năm "};
  for (int round = 0; round < testing::kRounds; ++round) {
    std::string text;
    for (std::size_t n = generate.below(14); n > 0; --n)
      text += generate.one_of(std::span<const std::string>(kParts));
    const RewrittenText once = correct_date_digits(text);
    EXPECT_EQ(undo(once.second, once.first), text);
    EXPECT_TRUE(correct_date_digits(once.first).second.empty()) << text;
  }
}

TEST_F(TextLaws, NfcOfATextIsNfcOfItsStretches) {  // text/unicode.h
  for (int round = 0; round < testing::kRounds; ++round) {
    std::string text = generate.text();
    const std::size_t marks = round % 9 == 0 ? 240 + generate.below(20) : 0;  // about 500 bytes
    for (std::size_t n = marks; n > 0; --n) text += n % 2 == 0 ? "\u0301" : "\u0323";
    text += generate.text();
    EXPECT_EQ(to_nfc(to_nfc(text)), to_nfc(text));
    std::string joined;
    for (std::size_t at = 0; at < text.size();) {
      const std::size_t end = find_segment_end(text, at);
      ASSERT_GT(end, at);
      joined += to_nfc(std::string_view(text).substr(at, end - at));
      at = end;
    }
    EXPECT_EQ(joined, to_nfc(text));
  }
}

TEST_F(TextLaws, SkeletonHasOneCodePointForOne) {  // text/unicode.h
  static const std::vector<std::string> kParts{"Kế", "hoạch", "Đ", "ủy", "\n", "ương", "-", "Ợ"};
  for (int round = 0; round < testing::kRounds; ++round) {
    std::string vietnamese;
    for (std::size_t n = generate.below(9); n > 0; --n) {
      vietnamese += generate.one_of(std::span<const std::string>(kParts));
    }
    const std::string bare = strip_diacritics(vietnamese);
    EXPECT_EQ(count_code_points(bare), count_code_points(vietnamese));
    EXPECT_EQ(bare.size(), count_code_points(bare)) << bare;
    EXPECT_EQ(fold_key(vietnamese).size(), count_code_points(fold_key(vietnamese)));
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

std::string only(std::string_view text, std::string_view kept) {
  std::string out;
  std::copy_if(text.begin(), text.end(), std::back_inserter(out),
               [&](char c) { return kept.find(c) != std::string_view::npos; });
  return out;
}

TEST_F(TextLaws, NormalisingIsReversibleAndIdempotent) {  // text/normalise.h
  for (int round = 0; round < 5 * testing::kRounds; ++round) {
    const std::string in = generate.bytes();
    const NormalisedText out = normalise(in);
    EXPECT_EQ(undo(out.changes, out.text), in);
    EXPECT_EQ(codau::apply(out.changes, in), out.text);
    EXPECT_EQ(to_nfc(out.text), out.text);
    EXPECT_TRUE(normalise(out.text).changes.empty()) << out.text;
    EXPECT_EQ(only(out.text, "\n\r\f\t"), only(in, "\n\r\f\t"));
  }
}

TEST_F(TextLaws, DecodingIsReversibleAndKeepsLines) {  // text/normalise.h
  for (int round = 0; round < 2 * testing::kRounds; ++round) {
    const std::string in = generate.bytes();
    const NormalisedText out = decode_text(in);
    EXPECT_EQ(undo(out.changes, out.text), in);
    EXPECT_EQ(to_nfc(out.text), out.text);
    EXPECT_EQ(only(out.text, "\n\r\f\t"), only(in, "\n\r\f\t"));
    const NormalisedText form = normalise_to_nfc(in);
    EXPECT_EQ(undo(form.changes, form.text), in);
    EXPECT_TRUE(normalise_to_nfc(form.text).changes.empty());
  }
}

TEST_F(TextLaws, VietnameseInUtf8HasNoEncodedPassages) {  // text/legacy_text.h
  static const std::vector<std::string> kWords{
      "Kế",  "hoạch", "là",  "tôi",  "ý",    "à",   "bà",   "cá",  "no.",  "ủy",
      "đô",  "thị",   "(ở)", "Đ",    "ô",    "quê", "ÔNG",  "năm", "–",    "“ý”",
      "m²,", "§5",    "25°", "được", "UBND", "\n",  "\t\n", "…",   "NGÀY", "Ý"};
  for (int round = 0; round < testing::kRounds; ++round) {
    std::string in;
    for (std::size_t n = generate.below(40); n > 0; --n) {
      in += generate.one_of(std::span<const std::string>(kWords)) + ' ';
    }
    const DecodedLegacyText out = decode_legacy_text(in);
    EXPECT_EQ(out.text.first, in);
    EXPECT_FALSE(out.is_unsure);
  }
}

template <class Item, class Get>
void expect_ascending(const std::vector<Item>& items, std::size_t limit, Get get) {
  std::uint32_t next = 0;
  for (const Item& item : items) {
    const auto r = get(item);
    EXPECT_GE(r.begin, next);
    EXPECT_LE(r.begin, r.end);
    EXPECT_LE(r.end, limit);
    next = r.end;
  }
}

// What every TextDocument promises, read or restored.
void expect_sound(const TextDocument& d) {
  expect_ascending(d.words, d.text.size(), [](ByteRange word) { return word; });
  expect_ascending(d.lines, d.text.size(), [](const TextLine& l) { return l.text; });
  expect_ascending(d.lines, d.words.size(), [](const TextLine& l) { return l.words; });
  expect_ascending(d.cells, d.text.size(), [](const TextCell& c) { return c.text; });
  expect_ascending(d.pages, d.text.size(), [](const TextPage& p) { return p.text; });
  expect_ascending(d.tables, d.cells.size(), [](const TextTable& t) { return t.cells; });
  expect_ascending(d.tables, d.lines.size(), [](const TextTable& t) { return t.lines; });
  std::string outside(d.text);  // what no line holds
  for (const TextLine& l : d.lines) {
    for (std::uint32_t i = l.text.begin; i < l.text.end; ++i) outside[i] = ' ';
  }
  EXPECT_EQ(outside.find_first_not_of(" \n\r\f"), std::string::npos) << d.text;
  for (const Paragraph& p : find_paragraphs(d)) {
    EXPECT_FALSE(p.lines.empty());
    EXPECT_TRUE(std::is_sorted(p.lines.begin(), p.lines.end()));
    for (const std::uint32_t l : p.lines) EXPECT_EQ(d.lines.at(l).role, Role::kBody);
  }
}

TEST_F(TextLaws, ADocumentKeepsWordsAndPages) {  // text/text_document.h
  for (int round = 0; round < testing::kRounds; ++round) {
    std::vector<OcrPage> pages;
    for (std::uint32_t n = 1; n <= generate.below(4); ++n) pages.push_back(generate.page(n));
    const TextDocument out = to_text_document(pages);
    expect_sound(out);
    EXPECT_EQ(only(out.text, "\f").size() + 1, std::max<std::size_t>(pages.size(), 1));
    EXPECT_EQ(out.pages.size(), pages.size());
    std::vector<std::string_view> expected;
    for (const OcrPage& page : pages) {
      for (const OcrBlock& block : page.blocks) {
        if (block.role == Role::kFurniture) continue;
        for (std::uint32_t l = block.lines.begin; l < block.lines.end; ++l) {
          const IndexRange words = page.lines[l].words;
          for (std::uint32_t w = words.begin; w < words.end; ++w) {
            expected.push_back(slice(page.text, page.words[w].text));
          }
        }
      }
    }
    std::vector<std::string_view> words;
    for (const ByteRange word : out.words) words.push_back(slice(out.text, word));
    EXPECT_EQ(words, expected);
  }
}

TEST_F(TextLaws, RunningHeadsAreLinesOfTheBody) {  // text/running_heads.h
  for (int round = 0; round < testing::kRounds; ++round) {
    std::vector<OcrPage> pages;
    const OcrPage one = generate.page(1);  // repeated, so that some line is a running head
    for (std::size_t n = generate.below(5); n > 0; --n) pages.push_back(one);
    const auto heads = find_running_heads(pages);
    ASSERT_EQ(heads.size(), pages.size());
    for (const auto& lines : heads) {
      for (const std::uint32_t l : lines) {
        EXPECT_TRUE(std::any_of(one.blocks.begin(), one.blocks.end(), [l](const OcrBlock& block) {
          return block.role == Role::kBody && l >= block.lines.begin && l < block.lines.end;
        }));
      }
    }
  }
}

TEST_F(TextLaws, PlainTextStaysAsItIs) {  // text/text_document.h
  for (int round = 0; round < testing::kRounds; ++round) {
    const std::string in = generate.text();
    const TextDocument out = parse_plain_text(in);
    EXPECT_EQ(out.text, in);
    expect_sound(out);
    for (const TextTable& table : out.tables) {
      EXPECT_EQ(table.rows, table.lines.size());
      for (std::uint32_t c = table.cells.begin; c < table.cells.end; ++c) {
        EXPECT_LT(out.cells[c].row, table.rows);
        EXPECT_LT(out.cells[c].column, table.columns);
      }
    }
  }
}

// A text that ends in a line feed has no line behind it; restoration puts nothing there.
bool is_in_a_line(const TextDocument& d, ByteRange r) {
  return std::any_of(d.lines.begin(), d.lines.end(), [&](const TextLine& l) {
    return l.text.begin <= r.begin && r.end <= l.text.end;
  });
}

// Output ranges anew, after some changes were left out.
void place(std::vector<Change>& changes) {
  std::uint32_t grown = 0;  // modulo 2^32
  for (Change& c : changes) {
    c.out.begin = c.in.begin + grown;
    grown += static_cast<std::uint32_t>(c.after.size()) - c.in.size();
    c.out.end = c.in.end + grown;
  }
}

TEST_F(TextLaws, CarryingOverKeepsAllCounts) {  // text/text_document.h
  for (int round = 0; round < testing::kRounds; ++round) {
    const TextDocument before = generate.chance(50)
                                    ? parse_plain_text(generate.text())
                                    : to_text_document({generate.page(1), generate.page(2)});
    Restoration restored;
    for (const Change& c : generate.changes(before.text)) {
      if (is_in_a_line(before, c.in)) restored.changes.push_back(c);
    }
    place(restored.changes);
    restored.text = codau::apply(restored.changes, before.text);
    const RestoredDocument out = apply_restoration(before, restored);
    EXPECT_EQ(out.after.lines.size(), before.lines.size());
    EXPECT_EQ(out.after.words.size(), before.words.size());
    EXPECT_EQ(out.after.cells.size(), before.cells.size());
    EXPECT_EQ(out.after.pages.size(), before.pages.size());
    expect_sound(out.after);
    EXPECT_EQ(undo(out.changes, out.after.text), out.before.text);
  }
}

}  // namespace
}  // namespace codau::text
