// Laws of record/rows/records.h and record/rows/source_map.h on made-up documents.
#include <gtest/gtest.h>

#include <algorithm>
#include <optional>
#include <random>
#include <string>
#include <vector>

#include "../support/lexicon.h"
#include "../support/named_cells.h"
#include "../support/seeded.h"
#include "core/changes.h"
#include "document/read_document.h"
#include "record/rows/records.h"
#include "record/rows/source_map.h"
#include "record/schema/ids.h"
#include "record/schema/row.h"
#include "record/schema/validate.h"
#include "text/text_document.h"

namespace codau::record {
namespace {

using testing::NamedRow;
using testing::value_of;

unsigned seed() { return testing::seed(7); }

std::size_t below(std::mt19937& random, std::size_t n) {
  return std::uniform_int_distribution<std::size_t>(0, n - 1)(random);
}

/// A plan with what goes wrong in plans: blank cells, continuation rows, restarts, markup, odd
/// names.
std::string plan(std::mt19937& random) {
  static const std::vector<std::string> kLines = {
      "Số: /KH-UBND",
      "An Bình, ngày 05 tháng 02 năm 2024",
      "**KẾ HOẠCH**",
      "Cải cách hành chính năm 2024",
      "I. MỤC ĐÍCH, YÊU CẦU",
      "1. Mục đích",
      "- Nâng cao chất lượng.",
      "+ Rà soát hồ sơ;",
      "",
      "III. TỔ CHỨC THỰC HIỆN",
      "1. Văn phòng",
      "- Báo cáo UBND huyện trước ngày 30/6.",
      "2. Đề nghị Ủy ban Mặt trận Tổ quốc xã",
      "Phụ lục 1",
      "DANH MỤC NHIỆM VỤ",
      "TT\tNhiệm vụ\tCơ quan chủ trì\tCơ quan phối hợp\tYêu cầu\tThời gian hoàn thành",
      "A\tNỘI DUNG\t\t\t\t",
      "1\tRà soát\t- Văn phòng\tTư pháp\t\tHàng năm",
      "\tvà công bố\t\t\tDanh mục\t",
      "2.\t<p>Đo</p> <p>- Đếm</p>\t\tCác thôn, tổ dân phố\t\t31/6/2024",
      "1\t\tVăn hóa\t\t\tTrước và sau Tết",
      "Nơi nhận:",
      "- UBND huyện;",
      "- Lưu: VT.",
      "TM. ỦY BAN NHÂN DÂN",
      "CHỦ TỊCH",
      "Nguyễn Văn Ước",
      "Căn cứ Luật Đất đai;",
      "Thực hiện Kế hoạch số 10/KH-UBND ngày 12/01/2024 của UBND huyện về rà soát"};
  std::string out;
  for (std::size_t i = 0; i < kLines.size(); ++i) {
    if (below(random, 6) == 0) continue;
    const bool as_printed = below(random, 8) > 0;
    out += (as_printed ? kLines[i] : kLines[below(random, kLines.size())]) + '\n';
  }
  return out;
}

/// As the text might have been read: some letters lost, doubled or replaced, each a logged change.
RestoredDocument damaged(std::mt19937& random, const std::string& text) {
  Restoration restored;
  std::string read;
  std::uint32_t at = 0;
  const auto character = [&](std::size_t i) {
    std::size_t end = i + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0U) == 0x80U) ++end;
    return text.substr(i, end - i);
  };
  while (at < text.size()) {
    const std::string c = character(at);
    const bool keep = c == "\n" || c == "\t" || below(random, 12) > 0;
    const std::string was =
        keep ? c : std::vector<std::string>{"", "¢", c + c, "x4"}[below(random, 4)];
    if (was != c) {
      const auto in = static_cast<std::uint32_t>(read.size());
      const auto n = static_cast<std::uint32_t>(c.size());
      restored.changes.push_back({{in, in + static_cast<std::uint32_t>(was.size())},
                                  {at, at + n},
                                  was,
                                  c,
                                  "viet_ocr",
                                  "ocr_restore",
                                  0.9,
                                  ""});
    }
    read += was;
    at += static_cast<std::uint32_t>(c.size());
  }
  restored.text = text;
  return text::apply_restoration(text::parse_plain_text(read), restored);
}

SourceInfo source_of(const std::string& bytes) {
  SourceInfo out;
  out.sha256 = sha256(bytes);
  out.doc_id = doc_id(out.sha256);
  out.bytes = bytes.size();
  out.format = "txt";
  out.text_layer = "none";
  out.names = {{"a.txt", "in/a.txt"}};
  out.pipeline_version = "0.1.0";
  return out;
}

// record/rows/records.h: rows fit their tables, keys are unique, parents exist, corrections are
// exact.
TEST(Laws, RowsFitTheirTables) {
  std::mt19937 random(seed());
  for (int round = 0; round < 150; ++round) {
    SCOPED_TRACE("CODAU_SEED=" + std::to_string(seed()) + " round " + std::to_string(round));
    const RestoredDocument text = damaged(random, plan(random));
    const document::Document document = document::read_document(own_lexicon(), text);
    const SourceInfo source = source_of(text.before.text);
    const Records records = to_records(own_lexicon(), document, text, source);
    EXPECT_EQ(validate_rows(records), std::vector<std::string>()) << text.after.text;
    EXPECT_EQ(records, to_records(own_lexicon(), document, text, source));
  }
}

// record/rows/records.h: ids hold no recognised text.
TEST(Laws, IdsDoNotDependOnTheWords) {
  const std::string text = "KẾ HOẠCH\nI. MỤC ĐÍCH\n1. Rà soát.\n";
  const RestoredDocument clean =
      text::apply_restoration(text::parse_plain_text(text), {text, {}, {}, {}});
  document::Document document = document::read_document(own_lexicon(), clean);
  const auto ids = [&] {
    std::vector<Value> out;
    const Records records = to_records(own_lexicon(), document, clean, source_of(text));
    for (const Row& row : records[record::TableId::kSections]) {
      out.push_back(value_of(table("sections"), row, "section_id"));
    }
    return out;
  };
  const auto before = ids();
  ASSERT_FALSE(before.empty());
  for (document::Section& section : document.sections) {
    if (section.text) section.text->value = "khác";
    if (section.heading) section.heading->value = "khác";
  }
  EXPECT_EQ(ids(), before);
}

// record/rows/source_map.h: the edits of two texts turn one into the other, whatever the texts.
TEST(Laws, EditsLeadFromOneTextToTheOther) {
  std::mt19937 random(seed() + 1);
  const std::vector<std::string> letters = {"a", "b", "ế", " ", "\n", "*", "Đ"};
  const auto word = [&](std::size_t most) {
    std::string out;
    for (std::size_t n = below(random, most); n > 0; --n)
      out += letters[below(random, letters.size())];
    return out;
  };
  for (int round = 0; round < 500; ++round) {
    const std::string a = word(40), b = word(40);
    const std::vector<Change> found = compute_edits(a, b);
    EXPECT_EQ(codau::apply(found, a), b);
    EXPECT_EQ(codau::undo(found, b), a);
  }
  const std::string before(3000, 'a'), after(3000, 'b');
  EXPECT_EQ(compute_edits(before, after).size(), 1U);
}

/// What record/rows/source_map.h says of pieces, cell by cell and row by row.
std::vector<ByteRange> pieces_by_hand(const std::vector<TextCell>& cells, ByteRange source,
                                      const std::vector<ByteRange>& rows) {
  const auto in_one = [&](ByteRange inner) {
    return std::ranges::any_of(
        rows, [inner](ByteRange row) { return row.begin <= inner.begin && inner.end <= row.end; });
  };
  if (rows.empty() || source.empty() || in_one(source)) return {source};
  std::vector<ByteRange> out;
  std::optional<std::uint32_t> column;
  for (const TextCell& cell : cells) {
    if (!in_one(cell.text) || cell.text.end <= source.begin || cell.text.begin >= source.end)
      continue;
    if (column.value_or(cell.column) != cell.column) continue;
    column = cell.column;
    out.push_back({std::max(cell.text.begin, source.begin), std::min(cell.text.end, source.end)});
  }
  return out.empty() ? std::vector{source} : out;
}

// record/rows/source_map.h: the same pieces wherever the cells lie, in order or not.
TEST(Laws, PiecesAreTheCellsOfTheRows) {
  std::mt19937 random(seed() + 2);
  const auto number = [&](std::size_t n) { return static_cast<std::uint32_t>(below(random, n)); };
  const auto range = [&](std::uint32_t most) {
    const std::uint32_t a = number(200), b = a + number(most);
    return ByteRange{a, b};
  };
  for (int round = 0; round < 2000; ++round) {
    RestoredDocument document;
    std::uint32_t at = number(5);
    for (std::uint32_t i = 0; i < 30; ++i) {
      const std::uint32_t end = at + number(6);
      document.after.cells.push_back({i / 3, i % 3, 1, 1, {at, end}, {}});
      at = end + number(3);
    }
    std::vector<ByteRange> rows;
    for (std::uint32_t i = number(4), begin = number(9); i > 0; --i) {
      rows.push_back({begin, begin + number(60)});
      begin = rows.back().end + number(9);
    }
    if (round % 2 == 1) std::ranges::shuffle(document.after.cells, random);
    if (round % 3 == 2) std::ranges::shuffle(rows, random);
    const SourceMap source_map(document);
    for (int i = 0; i < 20; ++i) {
      const ByteRange source = range(90);
      EXPECT_EQ(source_map.pieces(source, rows),
                pieces_by_hand(document.after.cells, source, rows));
    }
  }
}

// record/schema/validate.h: every promise that is broken is found.
TEST(Laws, BrokenRowsAreFound) {
  std::mt19937 random(seed());
  const RestoredDocument text = damaged(random, plan(random));
  const SourceInfo source = source_of(text.before.text);
  const Records good =
      to_records(own_lexicon(), document::read_document(own_lexicon(), text), text, source);
  const auto broken = [&](std::string_view name, std::string_view column, Value value) {
    Records records = good;
    const Table& one = table(name);
    NamedRow row(one);
    for (const Column& each : one.columns) {
      row.set(each.name, value_of(one, records[one.id].front(), each.name));
    }
    row.set(column, std::move(value));
    records[one.id].front() = row.take();
    return !validate_rows(records).empty();
  };
  EXPECT_TRUE(broken("documents", "doc_id", Value()));
  EXPECT_TRUE(broken("documents", "priority", std::string("soon")));
  EXPECT_TRUE(broken("documents", "issued_date", std::string("18/01/2024")));
  EXPECT_TRUE(broken("documents", "flags", std::vector<std::string>{"NO_SUCH_CODE"}));
  EXPECT_TRUE(broken("documents", "page_count", 2.0));
  EXPECT_TRUE(broken("documents", "mean_conf", 1.5));
  EXPECT_TRUE(broken("documents", "lang", std::string()));
  EXPECT_TRUE(broken("sections", "section_id", std::string("de4eeae7")));
  EXPECT_TRUE(broken("sections", "doc_id", std::string("0000000000000000")));
  EXPECT_TRUE(broken("sections", "text_ocr", std::string("nothing that was read")));
  EXPECT_TRUE(broken("corrections", "row_id", make_uuid("of another")));
  Records unsorted = good;
  std::swap(unsorted[record::TableId::kSections].front(),
            unsorted[record::TableId::kSections].back());
  EXPECT_FALSE(validate_rows(unsorted).empty());
}

// record/schema/ids.h: the bytes of a UUID give it back and have its order.
TEST(Laws, UuidsAreSixteenBytes) {
  std::mt19937 random(seed());
  for (int round = 0; round < 200; ++round) {
    const std::string one = make_uuid(std::to_string(random())),
                      other = make_uuid(std::to_string(random()));
    ASSERT_EQ(format_uuid(parse_uuid(one).value()), one);
    ASSERT_EQ(parse_uuid(one) < parse_uuid(other), one < other) << one << ' ' << other;
  }
}

}  // namespace
}  // namespace codau::record
