// Laws of export/words/alto.h, export/words/hocr.h and export/target/xml_text.h: what is written is
// read back.
#include <gtest/gtest.h>

#include <algorithm>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "export/target/xml_text.h"
#include "export/words/alto.h"
#include "export/words/hocr.h"
#include "generator.h"
#include "markup/escaping.h"
#include "markup/read.h"

namespace codau::exports {
namespace {

using testing::Generator;
using testing::kRounds;
using testing::Laws;

std::string odd_word(Generator& generate) {
  static const std::vector<std::string> kOdd{"]]>", "<b>&amp;", "\"", "'", "a\tb",
                                             "a b", "&#0;",     "😀",  "–"};
  return generate.chance(20) ? generate.one_of(std::span(kOdd)) : generate.word();
}

PlacedPage made_page(Generator& generate) {
  const auto number = [&](std::size_t most) {
    return static_cast<std::int32_t>(generate.below(most));
  };
  PlacedPage page{1 + static_cast<std::uint32_t>(generate.below(12)),
                  2480,
                  3508,
                  300,
                  90 * number(4),
                  0.93,
                  generate.chance(50) ? "ab12" : "",
                  {}};
  for (std::size_t areas = generate.below(4); areas > 0; --areas) {
    PlacedArea& area = page.areas.emplace_back();
    for (std::size_t paragraphs = 1 + generate.below(3); paragraphs > 0; --paragraphs) {
      PlacedParagraph& paragraph = area.emplace_back();
      for (std::size_t lines = 1 + generate.below(4); lines > 0; --lines) {
        PlacedLine& line = paragraph.emplace_back();
        for (std::size_t words = 1 + generate.below(6); words > 0; --words) {
          const std::int32_t left = number(2000), top = number(3000);
          line.push_back({odd_word(generate),
                          {left, top, left + number(300), top + number(90)},
                          static_cast<double>(number(101)) / 100,
                          generate.chance(20) ? odd_word(generate) : ""});
        }
      }
    }
  }
  return page;
}

/// As a file has it, and as it has been made: text, "left top right bottom", and what was read.
struct Said {
  std::string text, box, as_read;
  bool operator==(const Said&) const = default;
};

std::vector<Said> words_of(const PlacedPage& page) {
  std::vector<Said> out;
  for (const PlacedArea& area : page.areas) {
    for (const PlacedParagraph& paragraph : area) {
      for (const PlacedLine& line : paragraph) {
        for (const PlacedWord& word : line) {
          const auto& [left, top, right, bottom] = word.box;
          out.push_back({word.text,
                         std::to_string(left) + " " + std::to_string(top) + " " +
                             std::to_string(right) + " " + std::to_string(bottom),
                         word.as_read});
        }
      }
    }
  }
  return out;
}

std::string plain(std::string_view raw) {
  return markup::unescape(raw, markup::Escaping::kXmlDouble).value_or("(unreadable)");
}
/// What stands between two marks behind `at`; empty where the first is not there.
std::string between(std::string_view text, std::string_view begin, std::string_view end) {
  const std::size_t at = text.find(begin);
  if (at == text.npos) return {};
  return std::string(
      text.substr(at + begin.size(), text.find(end, at + begin.size()) - at - begin.size()));
}

std::vector<Said> words_of_alto(std::string_view file) {
  std::vector<Said> out;
  for (std::size_t at = file.find("<String "); at != file.npos;
       at = file.find("<String ", at + 1)) {
    const std::string_view element = file.substr(at, file.find("\n", at) - at);
    const auto number = [&](const char* name) { return std::stoi(between(element, name, "\"")); };
    const int left = number("HPOS=\""), top = number("VPOS=\"");
    out.push_back({plain(between(element, "CONTENT=\"", "\"")),
                   std::to_string(left) + " " + std::to_string(top) + " " +
                       std::to_string(left + number("WIDTH=\"")) + " " +
                       std::to_string(top + number("HEIGHT=\"")),
                   plain(between(element, "PURPOSE=\"ocr\">", "<"))});
  }
  return out;
}

std::vector<Said> words_of_hocr(std::string_view file) {
  std::vector<Said> out;
  for (std::size_t at = file.find("\"ocrx_word\""); at != file.npos;
       at = file.find("\"ocrx_word\"", at + 1)) {
    const std::string_view element = file.substr(at, file.find("</span>", at) + 1 - at);
    out.push_back({plain(between(element, "\">", "<")), between(element, "bbox ", ";"),
                   plain(between(element, "data-ocr=\"", "\""))});
  }
  return out;
}

/// What `codau restore` finds in a file, and how often lines end in it.
struct Read {
  std::string bytes;
  std::vector<std::string> words;
};
Read read(markup::MarkupFormat format, const std::string& file) {
  Read out;
  std::size_t done = 0;
  const auto next = [&](char* buffer, std::size_t size) {
    const std::size_t count = std::string_view(file).substr(done).copy(buffer, size);
    done += count;
    return count;
  };
  markup::read(format, {"made", next}, [&](const markup::MarkupChunk& passage) {
    out.bytes += passage.bytes;
    for (const markup::TextRun& piece : passage.runs)
      out.words.emplace_back(slice(passage.text, piece.text));
  });
  return out;
}

/// A word with white space in it is several to who reads text.
std::vector<std::string> pieces_of(const PlacedPage& page) {
  std::vector<std::string> out;
  for (const Said& word : words_of(page)) {
    std::string piece;
    for (const char c : word.text + " ") {
      if (c != ' ') {
        piece += c;
      } else if (!piece.empty()) {
        out.push_back(std::exchange(piece, {}));
      }
    }
  }
  return out;
}

const LayoutPageFacts kFacts{"Kế hoạch \"07\" & <b>.pdf", "0123456789abcdef", "0.1.0"};

TEST_F(Laws, AltoIsReadBackToTheSameWordsAndBoxes) {  // export/words/alto.h
  for (int round = 0; round < kRounds; ++round) {
    const PlacedPage page = made_page(generate);
    const std::string file = to_alto(page, kFacts);
    ASSERT_EQ(words_of_alto(file), words_of(page)) << file;
    const Read found = read(markup::MarkupFormat::kAlto, file);
    ASSERT_EQ(found.bytes, file);
    ASSERT_EQ(found.words, pieces_of(page)) << file;
  }
}

TEST_F(Laws, HocrIsReadBackToTheSameWordsAndBoxes) {  // export/words/hocr.h
  for (int round = 0; round < kRounds; ++round) {
    const PlacedPage page = made_page(generate);
    const std::string file =
        make_hocr_head(kFacts, 1) + to_hocr_page(page, kFacts) + std::string(kHocrEnd);
    ASSERT_EQ(words_of_hocr(file), words_of(page)) << file;
    const Read found = read(markup::MarkupFormat::kHocr, file);
    ASSERT_EQ(found.bytes, file);
    ASSERT_EQ(found.words, pieces_of(page)) << file;
  }
}

TEST_F(Laws, XmlTextIsReadBack) {  // export/target/xml_text.h
  for (int round = 0; round < kRounds; ++round) {
    const std::string text = odd_word(generate) + "\n" + odd_word(generate);
    ASSERT_EQ(plain(xml_text(text)), text);
    const std::string any = xml_text(generate.bytes());  // whatever comes, nothing that ends a tag
    ASSERT_EQ(any.find_first_of("<>\"'\t\n\r"), any.npos);
    ASSERT_TRUE(std::ranges::all_of(any, [](unsigned char c) { return c >= 0x20; }));
  }
}

}  // namespace
}  // namespace codau::exports
