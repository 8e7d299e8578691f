// Laws of raster/page_transform.h (boxes lead back into the page), layout/cell_grid.h (cells cover
// rows × columns once), layout/borderless_tables.h (as layout/cell_grid.h, and beside what is
// solid), segment/rules/stray_marks.h and layout/torn_rulings.h (what is white stays white),
// lines/row_numbers.h (one answer for each piece of evidence), ocr/compose.h and
// ocr/reading_order.h (blocks tile lines, lines tile words, no word is lost), ocr/column_lines.h
// (no word is lost, parted and joined again they are the same), lines/punctuation_repair.h (only
// the ends of a word change), lines/line_starts.h (only the first word of a line changes),
// ocr/quarter_numerals.h (only what stands behind "quý" changes), lines/word_gaps.h (letters stay),
// lines/word_alternatives.h (alternatives are other words, of probabilities that sum to one at
// most) and ocr/text_layer_page.h (no word is lost or changed). ocr/page_reader.h promises what
// ocr/compose.h does, and is read for real in tests/e2e.
#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "../support/drawing.h"
#include "../support/wavy_field.h"
#include "generator.h"
#include "layout/borderless_tables.h"
#include "layout/cell_grid.h"
#include "layout/torn_rulings.h"
#include "lines/line_starts.h"
#include "lines/punctuation_repair.h"
#include "lines/row_numbers.h"
#include "lines/word_alternatives.h"
#include "lines/word_gaps.h"
#include "ocr/column_lines.h"
#include "ocr/compose.h"
#include "ocr/quarter_numerals.h"
#include "ocr/read_page.h"
#include "ocr/text_layer_page.h"
#include "ocr/text_layer_validation.h"
#include "page/clean_page.h"
#include "raster/page_transform.h"
#include "raster/pixels.h"
#include "segment/preprocess.h"
#include "segment/rules/stray_marks.h"
#include "text/page_json.h"
#include "text/unicode.h"

namespace codau {
namespace {

class ReadingLaws : public testing::Laws {};

std::int32_t number(testing::Generator& make, std::size_t below) {
  return static_cast<std::int32_t>(make.below(below));
}

TEST_F(ReadingLaws, BoxesLeadBackIntoThePage) {
  for (int round = 0; round < testing::kRounds; ++round) {
    testing::Generator& make = generate;
    image::PageTransform transform{100 + number(make, 3000), 100 + number(make, 3000),
                                   90 * number(make, 4), (number(make, 1000) - 500) / 100.0};
    if (make.chance(50))
      transform.warp = testing::make_wavy_field(3000, 3000, number(make, 100) / 100.0, 700);
    const std::int32_t left = number(make, 4000) - 500, top = number(make, 4000) - 500;
    const Box box{left, top, left + number(make, 900), top + number(make, 900)};
    for (const PageBox& back : {transform.map_word_to_page(box), transform.map_area_to_page(box)}) {
      EXPECT_TRUE(0 <= back.left && back.left <= back.right && back.right <= transform.width);
      EXPECT_TRUE(0 <= back.top && back.top <= back.bottom && back.bottom <= transform.height);
    }
  }
}

TEST_F(ReadingLaws, OpenTablesCoverTheirCellsOnceBesideThoseThatAreRuled) {
  std::size_t found = 0;
  for (int round = 0; round < 20; ++round) {
    testing::Page page(1000, 800);
    const std::int32_t columns = 2 + number(generate, 4), width = 900 / columns;
    for (std::int32_t y = 40; y < 700; y += 40 + number(generate, 60)) {
      for (std::int32_t c = 0; c < columns; ++c) {
        if (generate.chance(10)) continue;
        const std::int32_t left = 40 + c * width, room = width - 20 - number(generate, 60);
        page.print({left, y, left + room, y + 32});
      }
    }
    const image::PageImage image = page.image();
    const image::CleanPage copy = image::clean_page(image::normalise_page(image), image);
    image::CellGrid ruled;
    ruled.box = {0, 0, 1000, number(generate, 300)};
    const std::vector<image::CellGrid> grids = image::add_borderless_tables(
        copy, {}, generate.chance(50) ? std::vector{ruled} : std::vector<image::CellGrid>{});
    for (std::size_t i = 0; i < grids.size(); ++i) {
      const image::CellGrid& grid = grids[i];
      for (std::size_t k = i + 1; k < grids.size(); ++k)
        EXPECT_TRUE(is_empty(intersection(grid.box, grids[k].box)));
      if (grid.cells.empty()) continue;  // the ruled one
      ++found;
      EXPECT_EQ(grid.cells.size(), std::size_t{grid.rows} * grid.columns);
      for (std::size_t k = 0; k < grid.cells.size(); ++k) {
        const image::GridCell& cell = grid.cells[k];
        EXPECT_EQ(cell.row * grid.columns + cell.column, k);
        EXPECT_LT(cell.box.left, cell.box.right);
        EXPECT_LT(cell.box.top, cell.box.bottom);
      }
    }
  }
  EXPECT_GT(found, 0U);
}

TEST_F(ReadingLaws, StrayMarksOnlyWhiten) {
  for (int round = 0; round < 20; ++round) {
    testing::Page page(400, 400);
    for (std::size_t i = generate.below(60); i > 0; --i) {
      const std::int32_t left = number(generate, 390), top = number(generate, 390);
      page.bar({left, top, left + 1 + number(generate, 12), top + 1 + number(generate, 12)});
    }
    const image::PageImage image = page.image();
    image::CleanPage copy = image::clean_page(image::normalise_page(image), image);
    const image::PixPtr before = image::crop(copy.ink.get(), {0, 0, 400, 400}, 0);
    const Box cell{10, 10, 300, 390};
    image::erase_torn_rulings(copy, {{0, 0, 1, 1, cell}}, {});
    image::erase_stray_marks(copy, cell);
    for (std::int32_t y = 0; y < 400; ++y) {
      for (std::int32_t x = 0; x < 400; ++x) {
        const Box dot{x, y, x + 1, y + 1};
        ASSERT_LE(image::count_ink_pixels(copy.ink.get(), dot),
                  image::count_ink_pixels(before.get(), dot));
      }
    }
  }
}

TEST_F(ReadingLaws, OrdinalsAnswerEachPieceOfEvidence) {
  static const std::vector<std::string> kRead{
      "", "I", "II", "H", "1", "2.", "10", "A", "B", "⁄", "Š", "999999999999", "VX", "5/7", "I.2"};
  static const std::vector<std::string> kStrokes{"", "|", "||", "w", "w|", "|||", "tt", "wwwww"};
  for (int round = 0; round < testing::kRounds; ++round) {
    testing::Generator& make = generate;
    std::vector<ocr::RowNumberEvidence> column(make.below(12));
    for (ocr::RowNumberEvidence& seen : column) {
      seen = {kRead[make.below(kRead.size())],
              kRead[make.below(kRead.size())],
              kStrokes[make.below(kStrokes.size())],
              make.chance(50),
              make.chance(50),
              make.chance(50) ? 0.95 : 0.5};
    }
    const std::vector<ocr::RowNumber> settled = ocr::resolve_row_numbers(column);
    ASSERT_EQ(settled.size(), column.size());
    for (std::size_t i = 0; i < column.size(); ++i) {
      const bool is_sure = column[i].general == "5/7" && column[i].confidence > 0.9;
      if (is_sure || column[i].general == "I.2") {
        EXPECT_EQ(settled[i].text, column[i].general);
      }
    }
  }
}

TEST_F(ReadingLaws, AlternativesAreOtherWordsAndSumToOneAtMost) {
  for (int round = 0; round < testing::kRounds; ++round) {
    testing::Generator& make = generate;
    std::vector<ocr::SegmentHypothesis> readings(1 + make.below(8));
    for (ocr::SegmentHypothesis& one : readings) {
      for (std::size_t i = 1 + make.below(3); i > 0; --i)
        one.words.push_back(std::string(1, "ab"[make.below(2)]));
      one.log_probability = -number(make, 300) / 10.0;
    }
    const std::size_t chosen = make.below(readings.size());
    const auto said = ocr::collect_alternatives(readings, chosen);
    ASSERT_EQ(said.size(), readings[chosen].words.size());
    for (std::size_t i = 0; i < said.size(); ++i) {
      double sum = 0, before = 1;
      std::vector<std::string> texts = {readings[chosen].words[i]};
      for (const OcrAlternative& one : said[i]) {
        EXPECT_EQ(std::ranges::count(texts, one.text), 0);
        texts.push_back(one.text);
        EXPECT_LE(one.probability, before);
        sum += before = one.probability;
      }
      EXPECT_LE(sum, 1 + 1e-9);
    }
  }
}

ocr::ReadLines made_lines(testing::Generator& make, std::size_t most) {
  ocr::ReadLines lines(make.below(most));
  for (ocr::ReadLine& line : lines) {
    for (std::size_t i = make.below(6); i > 0; --i) {
      const std::int32_t left = number(make, 900), top = number(make, 1300);
      line.words.push_back({"w" + std::to_string(make.below(99)),
                            {left, top, left + 50, top + 20},
                            number(make, 100) / 100.0});
    }
    line.box = ocr::find_word_bounds(line.words);
  }
  return lines;
}

std::size_t count(const ocr::ReadLines& lines) {
  std::size_t words = 0;
  for (const ocr::ReadLine& line : lines) words += line.words.size();
  return words;
}

TEST_F(ReadingLaws, MarksChangeOnlyTheEndsOfAWord) {
  for (int round = 0; round < testing::kRounds; ++round) {
    ocr::ReadLines lines = made_lines(generate, 4);
    testing::Page page(1000, 1400);
    for (ocr::ReadLine& line : lines) {
      for (ocr::ReadWord& word : line.words) {
        if (generate.chance(20)) word.text.insert(0, 1, ".,\"'"[generate.below(4)]);
        if (generate.chance(70)) word.text += ".,:;-'\""[generate.below(7)];
        const Box& at = word.box;
        page.bar({at.left, at.top, at.left + number(generate, 30) + 1, at.bottom});
        const std::int32_t x = at.right - number(generate, 20), y = at.bottom - number(generate, 9);
        page.bar({x, y, x + 1 + number(generate, 6), y + 1 + number(generate, 12)});
      }
    }
    const ocr::ReadLines before = lines;
    const image::PixPtr ink(pixConvertTo1(page.pix(), 128));
    ocr::correct_punctuation(ink.get(), lines);
    ASSERT_EQ(count(lines), count(before));
    for (std::size_t i = 0; i < lines.size(); ++i) {
      for (std::size_t k = 0; k < lines[i].words.size(); ++k) {
        const std::string &was = before[i].words[k].text, &is = lines[i].words[k].text;
        EXPECT_NE(is.find(was.substr(1, was.size() - 2)), std::string::npos) << was << ' ' << is;
        EXPECT_LE(is.size(), was.size());
      }
    }
  }
}

TEST_F(ReadingLaws, LineStartsChangeOnlyTheFirstWord) {
  static const std::vector<std::string> kFirst{"~", "-x", "II.", "HH", "IL.MỤC", "V", "1.", "~~A"};
  for (int round = 0; round < testing::kRounds / 10; ++round) {
    ocr::ReadLines lines = made_lines(generate, 4);
    testing::Page page(1000, 1400);
    for (ocr::ReadLine& line : lines) {
      if (line.words.empty()) continue;
      line.words[0].text = kFirst[generate.below(kFirst.size())];
      for (ocr::ReadWord& word : line.words) {
        if (generate.chance(50)) word.text = text::to_upper(word.text);
        const std::int32_t x = word.box.left + number(generate, 30);
        page.bar({x, word.box.top, x + 4, word.box.bottom});
      }
    }
    const ocr::ReadLines before = lines;
    const image::PageImage image = page.image();
    lines = ocr::correct_line_starts(image::clean_page(image::normalise_page(image), image), lines);
    ASSERT_EQ(lines.size(), before.size());
    for (std::size_t i = 0; i < lines.size(); ++i) {
      const std::vector<ocr::ReadWord>&was = before[i].words, &is = lines[i].words;
      ASSERT_TRUE(is.size() == was.size() || is.size() == was.size() + 1);
      for (std::size_t k = 1; k < was.size(); ++k)
        EXPECT_EQ(was[k].text, is[k + is.size() - was.size()].text);
    }
  }
}

TEST_F(ReadingLaws, WhiteBetweenKeepsLettersAndTheirOrder) {
  static const std::vector<std::string> kWords{"8,9", "3-5", "()", "4phù", "a;b", "1.000", "-", ""};
  for (int round = 0; round < testing::kRounds / 10; ++round) {
    for (ocr::ReadLine& line : made_lines(generate, 4)) {
      for (ocr::ReadWord& word : line.words)
        if (generate.chance(50)) word.text = kWords[generate.below(kWords.size())];
      std::vector<bool> inked(generate.below(1200));
      for (std::size_t x = 0; x < inked.size(); ++x) inked[x] = generate.chance(70);
      std::string before, after;
      for (const ocr::ReadWord& word : line.words) before += word.text;
      ocr::split_words_at_gaps(line, inked, number(generate, 100), 1 + number(generate, 60));
      for (const ocr::ReadWord& word : line.words) after += word.text;
      EXPECT_EQ(after, before);
    }
  }
}

TEST_F(ReadingLaws, QuartersChangeNoOtherWord) {
  for (int round = 0; round < testing::kRounds / 10; ++round) {
    ocr::ReadLines lines = made_lines(generate, 4);
    testing::Page page(1000, 1400);
    for (ocr::ReadLine& line : lines) {
      for (ocr::ReadWord& word : line.words) {
        if (generate.chance(50)) word.text = generate.chance(50) ? "quý" : "II/2024";
        page.bar({word.box.left, word.box.top, word.box.left + 4, word.box.bottom});
      }
    }
    const ocr::ReadLines before = lines;
    const image::PageImage image = page.image();
    lines = ocr::correct_quarter_numerals(image::clean_page(image::normalise_page(image), image),
                                          lines);
    std::string last;  // of the lines so far
    for (std::size_t i = 0; i < lines.size(); ++i) {
      ASSERT_EQ(lines[i].words.size(), before[i].words.size());
      for (std::size_t k = 0; k < lines[i].words.size(); ++k) {
        const std::string& was = before[i].words[k].text;
        EXPECT_TRUE(last == "quý" || lines[i].words[k].text == was) << was;
        last = was;
      }
    }
  }
}

/// Sorted: lines may come in another order.
std::vector<std::string> words_in(const ocr::ReadLines& lines, const ocr::ReadLines& more = {}) {
  std::vector<std::string> out;
  for (const ocr::ReadLines* part : {&lines, &more}) {
    for (const ocr::ReadLine& line : *part)
      for (const ocr::ReadWord& word : line.words) out.push_back(word.text);
  }
  std::ranges::sort(out);
  return out;
}

TEST_F(ReadingLaws, ColumnsLoseNoWord) {
  for (int round = 0; round < testing::kRounds; ++round) {
    const ocr::ReadLines left = made_lines(generate, 6), right = made_lines(generate, 6);
    const ocr::ReadLines all = ocr::merge_columns(left, right);
    EXPECT_EQ(words_in(all), words_in(left, right));
    const auto [longer, shorter] = ocr::extend_long_lines(left, right);
    EXPECT_EQ(words_in(longer, shorter), words_in(left, right));
    const auto [west, east] = ocr::split_columns(all, number(generate, 1000));
    EXPECT_EQ(words_in(west, east), words_in(all));
    const auto [above, below] = ocr::split_at_row(all, number(generate, 1400));
    EXPECT_EQ(words_in(above, below), words_in(all));
  }
}

TEST_F(ReadingLaws, ComposeKeepsEveryWordAndTiles) {
  for (int round = 0; round < testing::kRounds; ++round) {
    testing::Generator& make = generate;
    ocr::ReadPage read;
    std::size_t words = 0;
    for (ocr::ReadLines* lines : {&read.page_numbers, &read.header_left, &read.header_right,
                                  &read.body, &read.closing_left, &read.closing_right}) {
      *lines = made_lines(make, 6);
      words += count(*lines);
    }
    if (make.chance(50)) {
      ocr::ReadTable table;
      table.grid = {1,
                    2,
                    {0, 0, 900, 400},
                    {{0, 0, 1, 1, {0, 0, 400, 400}}, {0, 1, 1, 1, {400, 0, 900, 400}}}};
      table.cells = {made_lines(make, 4), made_lines(make, 4)};
      words += count(table.cells[0]) + count(table.cells[1]);
      read.tables.push_back(table);
    }
    image::CleanPage copy;
    copy.width = 1000;
    copy.height = 1400;
    copy.dpi = 100;
    copy.transform = {1000, 1400, 0, 0.4};
    const OcrPage page = ocr::compose_page(read, copy, 7);
    EXPECT_EQ(page.words.size(), words);
    // The parser of recorded pages checks every range, nesting and count.
    EXPECT_NO_THROW((void)text::page_from_json(text::to_json(page)));
  }
}

TEST_F(ReadingLaws, CellsCoverTheirGridOnce) {
  testing::Generator& make = generate;
  for (int round = 0; round < 12; ++round) {
    testing::Page page(900, 900);
    std::vector<std::int32_t> xs{60}, ys{60};
    while (xs.back() < 700) xs.push_back(xs.back() + 80 + number(make, 200));
    while (ys.back() < 700) ys.push_back(ys.back() + 50 + number(make, 200));
    for (const std::int32_t x : xs) page.bar({x, ys.front(), x + 2, ys.back() + 2});
    for (const std::int32_t y : ys) page.bar({xs.front(), y, xs.back() + 2, y + 2});
    for (std::size_t holes = make.below(5); holes > 0; --holes) {
      const std::int32_t x = number(make, 700), y = number(make, 700);
      page.bar({x, y, x + number(make, 300), y + number(make, 120)}, 0xFFFFFF);
    }
    const image::PageImage image = page.image();
    const image::CleanPage copy = image::clean_page(image::normalise_page(image), image);
    for (const image::CellGrid& grid : image::find_ruled_tables(copy, image::find_rulings(copy))) {
      std::vector<int> covered(grid.rows * grid.columns, 0);
      std::pair<std::uint32_t, std::uint32_t> before{0, 0};
      for (const image::GridCell& cell : grid.cells) {
        EXPECT_LE(before, std::pair(cell.row, cell.column));
        before = {cell.row, cell.column};
        for (std::uint32_t r = cell.row; r < cell.row + cell.row_span; ++r) {
          for (std::uint32_t c = cell.column; c < cell.column + cell.column_span; ++c) {
            ++covered.at(r * grid.columns + c);
          }
        }
      }
      EXPECT_TRUE(std::all_of(covered.begin(), covered.end(), [](int n) { return n == 1; }))
          << "round " << round;
    }
  }
}

TEST_F(ReadingLaws, LayOutKeepsTheWordsOfALayer) {
  testing::Generator& make = generate;
  for (int round = 0; round < 6; ++round) {
    image::TextLayer layer;
    layer.page.number = 1;
    testing::Page page(800, 1100);
    std::vector<std::string> words;
    for (int i = 0; i < 60; ++i) {
      const std::int32_t left = number(make, 740), top = number(make, 1060);
      page.bar({left, top, left + 30, top + 12});
      words.push_back("w" + std::to_string(i));
      const auto begin = static_cast<std::uint32_t>(layer.page.text.size());
      layer.page.text += words.back() + " ";
      layer.page.words.push_back({{begin, static_cast<std::uint32_t>(layer.page.text.size() - 1)},
                                  {left, top, left + 30, top + 12},
                                  1});
      layer.turns.push_back(90 * number(make, 4));
    }
    const OcrPage out = ocr::compose_text_layer(layer, page.image());
    std::vector<std::string> kept;
    for (const OcrWord& word : out.words) kept.emplace_back(slice(out.text, word.text));
    std::sort(kept.begin(), kept.end());
    std::sort(words.begin(), words.end());
    EXPECT_EQ(kept, words);
    EXPECT_EQ(out.origin, TextOrigin::kTextLayer);
  }
}

}  // namespace
}  // namespace codau
