#include "ocr/reading_order.h"

#include <algorithm>
#include <iterator>
#include <ranges>
#include <string>
#include <string_view>
#include <utility>

#include "core/box.h"
#include "lines/marks.h"
#include "ocr/line_dirt.h"
#include "ocr/wording.h"

namespace codau::ocr {
namespace {

using Pieces = std::vector<Piece>;

/// The parts of the height of a page, at its top and at its foot, in which its number may stand.
constexpr std::int32_t kTop = 9, kFoot = 11;

void append(Pieces&& more, Pieces& to) { std::ranges::move(more, std::back_inserter(to)); }

/// Of two numbers the doubtful one is dirt.
Pieces page_numbers(const Lines& all, bool upper, std::int32_t page_height) {
  Pieces out;
  for (const ReadLine& line : all) {
    if ((centre_y(line.box) < page_height / 2) != upper) continue;
    out.push_back({line, is_doubtful_number(line, all) ? Role::kFurniture : Role::kPageNumber, {}});
  }
  return out;
}

/// What stands above the address or time of an e-signature, over the motto or the number, belongs
/// to it.
std::size_t overlay_end(const Lines& lines) {
  std::size_t end = 0;
  for (std::size_t i = 0; i < lines.size(); ++i) {
    const std::string key = key_of(lines[i]);
    if (key.find("cong hoa") != std::string::npos || is_number_line(key)) break;
    if (is_signature_overlay(key)) end = i + 1;
  }
  return end;
}

/// The first line from `from` on of such a wording; lines.size() without one.
std::size_t first(const Lines& lines, std::size_t from, bool (*is)(std::string_view)) {
  while (from < lines.size() && !is(key_of(lines[from]))) ++from;
  return from;
}

/// Issuer, motto, number with what it is about, date: as they are read aloud (ô 2, 1, 3, 5b, 4).
/// Left of the number nothing but a mark follows; what stands below the date is the title.
Pieces header(const Lines& left, const Lines& right, const TextColumn& column) {
  Pieces out;
  const auto add = [&out](const Lines& lines, std::size_t begin, std::size_t end, Role role) {
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
    about = about || is_about(key_of(left[i]));
    const bool is_stamp = i > number && !about && is_stamp_line(left[i], column);
    out.push_back({left[i], is_stamp ? Role::kFurniture : Role::kHeaderLeft, {}});
  }
  add(right, date, std::min(date + 1, right.size()), Role::kHeaderRight);
  add(right, std::min(date + 1, right.size()), right.size(), Role::kBody);
  return out;
}

/// Two columns, left, then right: recipients and signature where they read so. Above "Nơi nhận" the
/// left one may still hold the last, short line of the body.
Pieces columns(const Lines& left, const Lines& right) {
  const auto is_title = [](const ReadLine& line) { return is_recipients_title(key_of(line)); };
  const bool closing = is_closing(left, right);
  bool recipients = closing && std::ranges::none_of(left, is_title);
  Pieces out;
  for (const ReadLine& line : left) {
    recipients = recipients || (closing && is_title(line));
    out.push_back({line, recipients ? Role::kRecipients : Role::kBody, {}});
  }
  for (const ReadLine& line : right)
    out.push_back({line, closing ? Role::kSignature : Role::kBody, {}});
  return out;
}

/// Lines from the top down, each table before the first line that stands lower than its top.
Pieces body(const Lines& lines, const std::vector<ReadTable>& tables) {
  Pieces out;
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
         is_page_number(key_of(line));
}

bool is_overlay(const Piece& piece, const TextColumn& column) {
  return is_signature_overlay(key_of(piece.line)) &&
         !(piece.role == Role::kBody && fills_column(piece.line, column));
}

/// Page numbers and the overlays of electronic signatures told from the text.
Pieces told_from_overlays(Pieces pieces, const TextColumn& column, std::int32_t page_height) {
  std::erase_if(pieces,
                [](const Piece& piece) { return !piece.table && piece.line.words.empty(); });
  for (Piece& piece : pieces) {
    if (piece.table || piece.role == Role::kPageNumber) continue;
    if (is_number_of_page(piece.line, page_height)) piece.role = Role::kPageNumber;
    if (is_overlay(piece, column)) piece.role = Role::kFurniture;
  }
  return pieces;
}

/// Dirt parted from the text, what is no text told from it.
Pieces told_from_dirt(const Pieces& pieces, const TextColumn& column, std::int32_t page_height) {
  Pieces out;
  for (const Piece& piece : pieces) {
    const bool is_settled =
        piece.table || piece.role == Role::kFurniture || piece.role == Role::kPageNumber;
    if (is_settled || piece.line.words.empty()) {
      if (is_settled) out.push_back(piece);
      continue;
    }
    auto [line, dirt] = without_dirt(piece.line, column);
    for (ReadLine& one : dirt) out.push_back({std::move(one), Role::kFurniture, {}});
    Role role = is_number_of_page(line, page_height) ? Role::kPageNumber : piece.role;
    if (is_furniture(line, column) && !(piece.role == Role::kBody && fills_column(line, column)))
      role = Role::kFurniture;
    out.push_back({std::move(line), role, {}});
  }
  return out;
}

/// Those of the list of recipients.
Pieces with_ended_items(Pieces pieces) {
  const auto is_recipient = [](const Piece& piece) { return piece.role == Role::kRecipients; };
  Lines lines;
  for (const Piece& piece : pieces | std::views::filter(is_recipient)) lines.push_back(piece.line);
  lines = with_ended_items(std::move(lines));
  auto next = lines.begin();
  for (Piece& piece : pieces | std::views::filter(is_recipient)) piece.line = std::move(*next++);
  return pieces;
}

}  // namespace

std::vector<Piece> in_reading_order(const ReadPage& read, const image::CleanPage& copy) {
  const TextColumn column = column_of(read.body, copy);
  Pieces all;
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
  Pieces out = read.is_drawn ? told_from_overlays(std::move(all), column, copy.height)
                             : told_from_dirt(all, column, copy.height);
  out = with_ended_items(std::move(out));
  std::ranges::stable_partition(out,
                                [](const Piece& piece) { return piece.role != Role::kFurniture; });
  return out;
}

}  // namespace codau::ocr
