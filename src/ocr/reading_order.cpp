#include "ocr/reading_order.h"

#include <algorithm>
#include <iterator>
#include <ranges>
#include <string>
#include <string_view>
#include <utility>

#include "core/box.h"
#include "lines/punctuation_repair.h"
#include "ocr/line_classification.h"
#include "ocr/noise_filter.h"

namespace codau::ocr {
namespace {

using PageElements = std::vector<PageElement>;

/// The parts of the height of a page, at its top and at its foot, in which its number may stand.
constexpr std::int32_t kTop = 9, kFoot = 11;

void append(PageElements&& more, PageElements& to) {
  std::ranges::move(more, std::back_inserter(to));
}

/// Of two numbers the doubtful one is dirt.
PageElements page_numbers(const ReadLines& all, bool upper, std::int32_t page_height) {
  PageElements out;
  for (const ReadLine& line : all) {
    if ((centre_y(line.box) < page_height / 2) != upper) continue;
    out.push_back({line, is_doubtful_number(line, all) ? Role::kFurniture : Role::kPageNumber, {}});
  }
  return out;
}

/// What stands above the address or time of an e-signature, over the motto or the number, belongs
/// to it.
std::size_t overlay_end(const ReadLines& lines) {
  std::size_t end = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string key = make_fold_key(lines[i]);
    if (key.find("cong hoa") != std::string::npos || is_number_line(key)) break;
    if (is_signature_overlay(key)) end = i + 1;
  }
  return end;
}

/// The first line from `from` on of such a wording; lines.size() without one.
std::size_t first(const ReadLines& lines, std::size_t from, bool (*is)(std::string_view)) {
  while (from < lines.size() && !is(make_fold_key(lines[from]))) ++from;
  return from;
}

/// Issuer, motto, number with what it is about, date: as they are read aloud (ô 2, 1, 3, 5b, 4).
/// Left of the number nothing but a mark follows; what stands below the date is the title.
PageElements header(const ReadLines& left, const ReadLines& right,
                    const RunningTextColumn& column) {
  PageElements out;
  const auto add = [&out](const ReadLines& lines, std::size_t begin, std::size_t end, Role role) {
    for (std::size_t i = begin; i < end; ++i) out.push_back({lines[i], role, {}});
  };
  const std::size_t begin_left = overlay_end(left), begin_right = overlay_end(right);
  const std::size_t number = first(left, begin_left, is_number_line);
  const std::size_t date = first(right, begin_right, is_date_line);
  add(left, 0, begin_left, Role::kFurniture);
  add(right, 0, begin_right, Role::kFurniture);
  add(left, begin_left, number, Role::kHeaderLeft);
  add(right, begin_right, date, Role::kHeaderRight);
  bool about = false;
  for (std::size_t i = number; i < left.size(); ++i) {
    about = about || is_subject_line(make_fold_key(left[i]));
    const bool is_stamp = i > number && !about && is_stamp_line(left[i], column);
    out.push_back({left[i], is_stamp ? Role::kFurniture : Role::kHeaderLeft, {}});
  }
  add(right, date, std::min(date + 1, right.size()), Role::kHeaderRight);
  add(right, std::min(date + 1, right.size()), right.size(), Role::kBody);
  return out;
}

/// Two columns, left, then right: recipients and signature where they read so. Above "Nơi nhận" the
/// left one may still hold the last, short line of the body.
PageElements columns(const ReadLines& left, const ReadLines& right) {
  const auto is_title = [](const ReadLine& line) {
    return is_recipients_title(make_fold_key(line));
  };
  const bool closing = is_closing(left, right);
  bool recipients = closing && std::ranges::none_of(left, is_title);
  PageElements out;
  for (const ReadLine& line : left) {
    recipients = recipients || (closing && is_title(line));
    out.push_back({line, recipients ? Role::kRecipients : Role::kBody, {}});
  }
  for (const ReadLine& line : right)
    out.push_back({line, closing ? Role::kSignature : Role::kBody, {}});
  return out;
}

/// Lines from the top down, each table before the first line that stands lower than its top.
PageElements body(const ReadLines& lines, const std::vector<ReadTable>& tables) {
  PageElements out;
  std::size_t next = 0;
  for (std::size_t table = 0; table < tables.size(); ++table) {
    for (; next < lines.size() && centre_y(lines[next].box) < tables[table].grid.box.top; ++next)
      out.push_back({lines[next], Role::kBody, {}});
    out.push_back({{}, Role::kTable, table});
  }
  for (; next < lines.size(); ++next) out.push_back({lines[next], Role::kBody, {}});
  return out;
}

/// Alone at the top or the foot of the page.
bool is_number_of_page(const ReadLine& line, std::int32_t page_height) {
  const std::int32_t middle = centre_y(line.box);
  return (middle <= page_height / kTop || middle >= page_height * (kFoot - 1) / kFoot) &&
         is_page_number(make_fold_key(line));
}

bool is_overlay(const PageElement& piece, const RunningTextColumn& column) {
  return is_signature_overlay(make_fold_key(piece.line)) &&
         !(piece.role == Role::kBody && is_column_wide(piece.line, column));
}

/// Page numbers and the overlays of electronic signatures told from the text.
PageElements told_from_overlays(PageElements pieces, const RunningTextColumn& column,
                                std::int32_t page_height) {
  std::erase_if(pieces,
                [](const PageElement& piece) { return !piece.table && piece.line.words.empty(); });
  for (PageElement& piece : pieces) {
    if (piece.table || piece.role == Role::kPageNumber) continue;
    if (is_number_of_page(piece.line, page_height)) piece.role = Role::kPageNumber;
    if (is_overlay(piece, column)) piece.role = Role::kFurniture;
  }
  return pieces;
}

/// Dirt parted from the text, what is no text told from it.
PageElements separate_noise(const PageElements& pieces, const RunningTextColumn& column,
                            std::int32_t page_height) {
  PageElements out;
  for (const PageElement& piece : pieces) {
    const bool is_settled =
        piece.table || piece.role == Role::kFurniture || piece.role == Role::kPageNumber;
    if (is_settled || piece.line.words.empty()) {
      if (is_settled) out.push_back(piece);
      continue;
    }
    auto [line, dirt] = filter_noise(piece.line, column);
    for (ReadLine& one : dirt) out.push_back({std::move(one), Role::kFurniture, {}});
    Role role = is_number_of_page(line, page_height) ? Role::kPageNumber : piece.role;
    if (is_page_furniture(line, column) &&
        !(piece.role == Role::kBody && is_column_wide(line, column)))
      role = Role::kFurniture;
    out.push_back({std::move(line), role, {}});
  }
  return out;
}

/// Those of the list of recipients.
PageElements correct_item_endings(PageElements pieces) {
  const auto is_recipient = [](const PageElement& piece) {
    return piece.role == Role::kRecipients;
  };
  ReadLines lines;
  for (const PageElement& piece : pieces | std::views::filter(is_recipient))
    lines.push_back(piece.line);
  lines = correct_item_endings(std::move(lines));
  auto next = lines.begin();
  for (PageElement& piece : pieces | std::views::filter(is_recipient))
    piece.line = std::move(*next++);
  return pieces;
}

}  // namespace

std::vector<PageElement> sort_by_reading_order(const ReadPage& read, const image::CleanPage& copy) {
  const RunningTextColumn column = measure_text_column(read.body, copy);
  PageElements all;
  for (const ReadLine& line : read.stamp) all.push_back({line, Role::kFurniture, {}});
  append(page_numbers(read.page_numbers, true, copy.height), all);
  append(is_header(read.header_left, read.header_right)
             ? header(read.header_left, read.header_right, column)
             : columns(read.header_left, read.header_right),
         all);
  append(body(read.body, read.tables), all);
  append(columns(read.closing_left, read.closing_right), all);
  append(body(read.notes, {}), all);
  append(page_numbers(read.page_numbers, false, copy.height), all);
  PageElements out = read.is_born_digital ? told_from_overlays(std::move(all), column, copy.height)
                                          : separate_noise(all, column, copy.height);
  out = correct_item_endings(std::move(out));
  std::ranges::stable_partition(
      out, [](const PageElement& piece) { return piece.role != Role::kFurniture; });
  return out;
}

}  // namespace codau::ocr
