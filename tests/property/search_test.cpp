// Laws of search over made-up archives and whatever may be typed. A failure prints the seed;
// CODAU_SEED=<n> replays it.
#include <gtest/gtest.h>

#include <iostream>
#include <random>
#include <string>
#include <vector>

#include "../support/seeded.h"
#include "../support/temp_folder.h"
#include "store/search/search_index.h"
#include "store/store.h"
#include "text/folded_words.h"
#include "text/text_document.h"
#include "text/unicode.h"
#include "worker/printed_passages.h"

namespace codau {
namespace {

using testing::TempFolder;

class SearchLaws : public testing::Seeded {
 protected:
  /// Words, and what SQL, FTS5 and terminals would take for an order.
  std::string typed() {
    static const std::vector<std::string> kPieces{
        "hồ",   "sơ", "đường",  "ky",      "07/KH-UBND", "\"",     "“",
        "”",    "'",  "*",      "AND ",    " OR ",       "NOT ",   "NEAR",
        "(",    ")",  "^",      "-",       "+",          ":",      "{",
        "}",    "--", ";",      "folded:", "\\",         "\xff",   "\xe1",
        "\x1b", "\n", " ",      " ",       "%",          "_",      "rank",
        "½",    "²",  "ß",      "漢",      "😀",          "\u0301", "e\u0302\u0301",
        "ﬁ",    "ⅷ",  "\u200b", "İ",       "a*b",        "1.5",    "30/6",
        "."};
    std::string out;
    for (std::size_t n = below(below(20) == 0 ? 400 : 12); n > 0; --n)
      out += kPieces[below(kPieces.size())];
    return out;
  }

  std::string text() {
    std::string out;
    for (std::size_t n = below(60); n > 0; --n) {
      const std::string piece = typed();
      if (text::is_utf8(piece)) out += text::to_nfc(piece) + (below(4) == 0 ? "\n" : " ");
    }
    return out;
  }
};

// text/folded_words.h: words lie in the text, in order; a word alone has the same key.
TEST_F(SearchLaws, WordsAreFoundAgainAlone) {
  text::WordFolder folder;
  for (int round = 0; round < 200; ++round) {
    const std::string nfc = text();
    std::uint32_t end = 0;
    for (const text::FoldedWord& word : folder.find_words(nfc)) {
      EXPECT_GE(word.where.begin, end);
      EXPECT_GT(word.where.end, word.where.begin);
      end = word.where.end;
      ASSERT_LE(end, nfc.size());
      const auto alone = folder.find_words(slice(nfc, word.where));
      ASSERT_EQ(alone.size(), 1U);
      EXPECT_EQ(alone.front().key, word.key);
    }
  }
}

// worker/printed_passages.h: every line is there, at its number.
TEST_F(SearchLaws, PassagesHoldEveryLine) {
  for (int round = 0; round < 100; ++round) {
    std::string plain;
    for (std::size_t n = below(300); n > 0; --n)
      plain += below(5) == 0 ? "\n" : "dòng " + std::to_string(n) + "\n";
    const TextDocument document = text::parse_plain_text(plain);
    std::vector<std::string> lines(1);
    for (const char c : document.text) c == '\n' ? lines.emplace_back() : lines.back().append(1, c);
    std::vector<std::string> found(lines.size());
    const auto end = static_cast<std::uint32_t>(document.text.size());
    const std::size_t cut = document.text.find('\n', below(document.text.size() + 1));
    const std::uint32_t between =
        cut == std::string::npos ? end : static_cast<std::uint32_t>(cut) + 1;
    for (const ByteRange part : {ByteRange{0, between}, ByteRange{between, end}}) {
      for (const store::PrintedPassage& passage : worker::split_printed_passages(document, part)) {
        EXPECT_EQ(passage.page, std::nullopt);
        std::size_t at = passage.first_line - 1;
        for (const char c : passage.text) c == '\n' ? void(++at) : void(found.at(at) += c);
      }
    }
    EXPECT_EQ(found, lines);
  }
}

// store/search/search_query.h, store/search/search_index.h: whatever is typed is an order to
// nobody; what is found holds it.
TEST_F(SearchLaws, AnythingMayBeTyped) {
  const TempFolder folder;
  {
    store::Store store(folder / "codau.db");
    for (int document = 0; document < 5; ++document) {
      std::vector<store::PrintedPassage> passages;
      for (std::uint32_t page = 1; page < 20; ++page) passages.push_back({page, 1, text()});
      store.save_records("document" + std::to_string(document), record::Records{}, passages);
    }
    store.finish();
  }
  const store::SearchIndex index(folder / "codau.db");
  text::WordFolder words;
  std::size_t hits = 0;
  for (int round = 0; round < 400; ++round) {
    const std::string line = typed();
    const store::SearchQuery query = store::parse_query(line);
    const auto found = index.find(query, 10).hits;
    EXPECT_LE(found.size(), 10U);
    for (const store::SearchHit& hit : found) {
      std::vector<std::string> marked;
      std::uint32_t end = 0;
      for (const ByteRange mark : hit.marks) {
        EXPECT_GE(mark.begin, end);
        end = mark.end;
        ASSERT_LE(end, hit.text.size());
        bool holds = false;
        const auto inside = words.find_words(slice(hit.text, mark));
        for (const auto& places : store::find_terms(query, inside))
          holds = holds || !places.empty();
        EXPECT_TRUE(holds) << "typed: " << line;
      }
      EXPECT_FALSE(hit.marks.empty());
      ++hits;
    }
  }
  EXPECT_GT(hits, 100U);
}

}  // namespace
}  // namespace codau
