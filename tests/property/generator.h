// tests/property/generator.h — seeded inputs for laws. What hurts: NFD, marks in odd order, mixed
// case, glued punctuation, tabs, CRLF, form feeds, empty lines, foreign scripts, bytes that are not
// UTF-8. A failure prints the seed; CODAU_SEED=<n> in the environment replays it.
#pragma once

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <iostream>
#include <limits>
#include <random>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "../support/seeded.h"
#include "core/values.h"

namespace codau::testing {

inline constexpr int kRounds = 200;

class Generator {
 public:
  explicit Generator(unsigned seed) : random_(seed) {}

  /// A number in [0, n). The library's distributions differ between standard libraries; this does
  /// not.
  std::size_t below(std::size_t n) { return static_cast<std::size_t>(random_()) % n; }
  bool chance(std::size_t percent) { return below(100) < percent; }
  template <class T>
  const T& one_of(std::span<const T> items) {
    return items[below(items.size())];
  }

  /// A word, marked or bare, composed or not, known or odd; never empty, no white space.
  std::string word() {
    static const std::vector<std::string> kWords{"ủy",
                                                 "ban",
                                                 "nhân",
                                                 "dân",
                                                 "Kế",
                                                 "hoạch",
                                                 "CỘNG",
                                                 "HÒA",
                                                 "phuong",
                                                 "TINH",
                                                 "hoà",
                                                 "hòa",
                                                 "thuỷ",
                                                 "lý",
                                                 "Kỹ",
                                                 "quý",
                                                 "U\u0309y",
                                                 "viê\u0323t",
                                                 "e\u0301\u0302",
                                                 "o\u031B\u0301",
                                                 "Đảng",
                                                 "Ðảng",
                                                 "đ",
                                                 "12",
                                                 "07/KH-UBND",
                                                 "12/01/2023",
                                                 "1.",
                                                 "II.",
                                                 "a)",
                                                 "-",
                                                 "–",
                                                 "“một",
                                                 "cửa”,",
                                                 "(PAPI)",
                                                 "Gi4o",
                                                 "vi¢c",
                                                 "s6",
                                                 "x4",
                                                 "hi\u1EC7n.",
                                                 "nghiêng;",
                                                 "uBnD",
                                                 "вб",
                                                 "한국",
                                                 "\u1112\u1161\u11AB",
                                                 "😀",
                                                 "ﬁ",
                                                 "ñ",
                                                 "İ",
                                                 "a\u00ADb",
                                                 "\u200Bx",
                                                 "Nguyễn",
                                                 "Văn",
                                                 "x/Y",
                                                 "http://a.vn/?b=c"};
    return one_of(std::span<const std::string>(kWords));
  }

  /// Up to `most` words of one line, glued now and then, without line breaks, tabs or form feeds.
  std::string line(std::size_t most = 8) {
    static const std::vector<std::string> kGaps{" ", " ", " ", " ", " ", "  ", "", ",", "\u00A0"};
    std::string out;
    for (std::size_t words = below(most + 1); words > 0; --words) {
      out += word();
      if (words > 1) out += one_of(std::span<const std::string>(kGaps));
    }
    return out;
  }

  /// Several lines: empty ones, tab-separated ones, CRLF, form feeds, with or without a last feed.
  std::string text(std::size_t most_lines = 8) {
    static const std::vector<std::string> kEnds{"\n",   "\n",   "\n",   "\n",
                                                "\n\n", "\r\n", "\n\f", "\f"};
    std::string out;
    for (std::size_t lines = below(most_lines + 1); lines > 0; --lines) {
      out += line();
      for (std::size_t cells = chance(30) ? below(5) : 0; cells > 0; --cells) {
        out += '\t' + (chance(30) ? std::string() : line(3));
      }
      if (lines > 1 || chance(70)) out += one_of(std::span<const std::string>(kEnds));
    }
    return out;
  }

  /// As text, with bytes overwritten, cut out or put in: mostly not UTF-8 any more.
  std::string bytes(std::size_t most_lines = 6) {
    std::string out = text(most_lines);
    for (std::size_t edits = below(6); edits > 0 && !out.empty(); --edits) {
      const std::size_t at = below(out.size());
      const auto byte = static_cast<char>(1 + below(255));
      if (chance(40)) {
        out[at] = byte;
      } else if (chance(50)) {
        out.erase(at, 1 + below(2));
      } else {
        out.insert(at, 1, byte);
      }
    }
    return out;
  }

  /// Edits of random places of `input`, on code point borders, none over a line break or tab.
  std::vector<Change> changes(std::string_view input, std::size_t most = 6) {
    const auto is_border = [&](std::size_t i) {
      return i == input.size() || (input[i] & '\xC0') != '\x80';
    };
    std::vector<std::size_t> places;
    for (std::size_t n = 2 * below(most + 1); n > 0; --n) {
      std::size_t at = below(input.size() + 1);
      while (at > 0 && !is_border(at)) --at;
      places.push_back(at);
    }
    std::sort(places.begin(), places.end());
    std::vector<Change> out;
    std::size_t grown = 0;  // modulo 2^64: how far the output is ahead of the input
    for (std::size_t i = 0; i + 1 < places.size(); i += 2) {
      Change c;
      c.before = input.substr(places[i], places[i + 1] - places[i]);
      c.after = chance(30) ? std::string() : word();
      if (c.before == c.after || c.before.find_first_of("\n\f\t\r") != std::string::npos) continue;
      c.in = {size32(places[i]), size32(places[i + 1])};
      c.out = {size32(places[i] + grown), size32(places[i] + grown + c.after.size())};
      c.rule = "generated";
      c.source = "normalise";
      c.confidence = 0.5;
      grown += c.after.size() - c.before.size();
      out.push_back(std::move(c));
    }
    return out;
  }

  /// A page that keeps every invariant of OcrPage: several blocks, a table now and then.
  OcrPage page(std::uint32_t number = 1) {
    OcrPage out;
    out.number = number;
    out.width = 1654;
    out.height = 2339;
    out.dpi = 200;
    out.rotation = static_cast<std::int32_t>(90 * below(4));
    out.skew_degrees = -decimal();
    out.mean_confidence = decimal();
    for (std::size_t blocks = below(5); blocks > 0; --blocks) {
      const std::uint32_t first = size32(out.lines.size());
      const auto role = static_cast<Role>(below(9));
      OcrBlock block{role, {}, {}, box()};
      if (role == Role::kTable) {
        block.table = size32(out.tables.size());
        add_table(out);
      } else {
        for (std::size_t lines = below(4); lines > 0; --lines) add_line(out);
      }
      block.lines = {first, size32(out.lines.size())};
      out.blocks.push_back(block);
    }
    if (chance(20)) out.warnings.emplace_back("IMAGE_TRUNCATED");
    if (chance(50)) out.image_sha256 = std::string(64, 'a');
    return out;
  }

 private:
  static std::uint32_t size32(std::size_t n) { return static_cast<std::uint32_t>(n); }
  double decimal() { return static_cast<double>(below(10001)) / 10000.0; }
  PageBox box() {
    const auto x = static_cast<std::int32_t>(below(1000));
    const auto y = static_cast<std::int32_t>(below(2000));
    return {x, y, x + 10 + static_cast<std::int32_t>(below(200)), y + 30};
  }
  std::vector<OcrAlternative> alternatives() {
    std::vector<OcrAlternative> out(below(6));
    double most = decimal();
    for (OcrAlternative& one : out) {
      one = {word(), std::round(most * 1e4) / 1e4};
      most /= 2;
    }
    return out;
  }
  void add_line(OcrPage& page) {
    const std::uint32_t first = size32(page.words.size());
    for (std::size_t words = 1 + below(6); words > 0; --words) {
      const std::uint32_t begin = size32(page.text.size());
      page.text += word();
      page.words.push_back({{begin, size32(page.text.size())}, box(), decimal()});
      if (page.words.size() <= 8) page.words.back().alternatives = alternatives();  // of 4 KB
      page.text += words > 1 ? ' ' : '\n';
    }
    page.lines.push_back({{first, size32(page.words.size())}, box()});
  }
  void add_table(OcrPage& page) {
    OcrTable table{size32(1 + below(3)), size32(1 + below(3)), {}, box()};
    table.cells.begin = size32(page.cells.size());
    for (std::uint32_t row = 0; row < table.rows; ++row) {
      for (std::uint32_t column = 0; column < table.columns; ++column) {
        const std::uint32_t first = size32(page.lines.size());
        for (std::size_t lines = below(3); lines > 0; --lines) add_line(page);
        page.cells.push_back({row, column, 1, 1, {first, size32(page.lines.size())}, box()});
      }
    }
    table.cells.end = size32(page.cells.size());
    page.tables.push_back(table);
  }

  std::mt19937 random_;
};

/// A fixture with one generator; replayable.
class Laws : public ::testing::Test {
 protected:
  Laws() : generate(seed()) {}
  void TearDown() override {
    if (HasFailure()) std::cerr << "replay with CODAU_SEED=" << seed() << '\n';
  }

  Generator generate;
};

}  // namespace codau::testing
