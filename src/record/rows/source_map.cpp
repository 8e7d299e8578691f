#include "record/rows/source_map.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <map>
#include <nlohmann/json.hpp>

#include "core/box.h"
#include "core/changes.h"

namespace codau::record {
namespace {

std::uint32_t length(std::string_view text) { return static_cast<std::uint32_t>(text.size()); }

/// At or below this confidence, the next best reading is within 0.10 (standards 11,
/// RESTORE_AMBIGUOUS).
constexpr double kMaxAmbiguousConfidence = 0.55;

ByteRange bytes_of(ByteRange word) { return word; }
ByteRange bytes_of(const TextLine& line) { return line.text; }
ByteRange bytes_of(const TextCell& cell) { return cell.text; }

/// Returns the indexes of the elements that share a byte with `range`. `things` is ascending.
template <class Thing>
IndexRange touching(const std::vector<Thing>& things, ByteRange range) {
  const auto first = std::ranges::partition_point(
      things, [&](const Thing& thing) { return bytes_of(thing).end <= range.begin; });
  const auto last = std::partition_point(
      first, things.end(), [&](const Thing& thing) { return bytes_of(thing).begin < range.end; });
  return {static_cast<std::uint32_t>(first - things.begin()),
          static_cast<std::uint32_t>(last - things.begin())};
}

/// Returns whether no element begins or ends before its predecessor does.
template <class Things, class ToBytes>
bool ascend(const Things& things, ToBytes to_bytes) {
  const auto falls = [&](const auto& one, const auto& next) {
    const ByteRange a = to_bytes(one), b = to_bytes(next);
    return b.begin < a.begin || b.end < a.end;
  };
  return std::ranges::adjacent_find(things, falls) == std::ranges::end(things);
}

std::string to_json(const std::map<std::uint32_t, PageBox>& boxes) {
  nlohmann::ordered_json out = nlohmann::ordered_json::array();
  for (const auto& [page, box] : boxes) {
    if (is_empty(box)) continue;
    out.push_back({{"page", page},
                   {"x", box.left},
                   {"y", box.top},
                   {"w", width_of(box)},
                   {"h", height_of(box)}});
  }
  return out.empty() ? std::string() : out.dump();
}

/// Appends the text as read of one piece and the changes in that piece.
void append(SourceReading& to, std::string& restored, const RestoredDocument& document,
            ByteRange piece) {
  const ByteRange in = to_input(document.changes, piece);
  const auto in_base = length(to.ocr), out_base = length(restored);
  const std::string_view before = slice(document.before.text, in);
  std::vector<Change> local;
  std::int64_t shift = 0;  // of output against input, in this piece
  const auto& all = document.changes;
  auto next = std::ranges::partition_point(
      all, [&](const Change& change) { return change.in.end < in.begin; });
  for (; next != all.end() && next->in.begin <= in.end; ++next) {
    const Change& change = *next;
    const bool inside = change.in.begin >= in.begin && change.in.end <= in.end;
    // an insertion at the border belongs to the piece only if its output does
    const bool outside_output =
        change.in.empty() && (change.out.begin < piece.begin || change.out.end > piece.end);
    if (!inside || outside_output) continue;
    Change moved = change;
    moved.in = {change.in.begin - in.begin, change.in.end - in.begin};
    moved.out.begin = static_cast<std::uint32_t>(moved.in.begin + shift);
    moved.out.end = moved.out.begin + length(change.after);
    shift += static_cast<std::int64_t>(change.after.size()) -
             static_cast<std::int64_t>(change.before.size());
    local.push_back(std::move(moved));
  }
  const std::string after = codau::apply(local, before);
  for (Change& change : local) {
    change.in = {change.in.begin + in_base, change.in.end + in_base};
    change.out = {change.out.begin + out_base, change.out.end + out_base};
    to.changes.push_back(std::move(change));
  }
  to.ocr += before;
  restored += after;
}

/// Merges insertions at the same place, because only offsets give the order of corrections.
std::vector<Change> with_insertions_merged(std::vector<Change> changes) {
  std::vector<Change> out;
  for (Change& change : changes) {
    const bool same = !out.empty() && out.back().in.empty() && out.back().in == change.in;
    if (!same) {
      out.push_back(std::move(change));
      continue;
    }
    out.back().after += change.after;
    out.back().out.end = change.out.end;
    out.back().confidence = std::min(out.back().confidence, change.confidence);
  }
  return out;
}

}  // namespace

SourceMap::SourceMap(const RestoredDocument& document)
    : document_(document),
      cells_ascend_(ascend(document.after.cells, [](const TextCell& cell) { return cell.text; })) {}

IndexRange SourceMap::lines_in(ByteRange range) const {
  return touching(document_.after.lines, range);
}
IndexRange SourceMap::words_in(ByteRange range) const {
  return touching(document_.after.words, range);
}

std::span<const TextCell> SourceMap::cells_in(ByteRange range) const {
  if (!cells_ascend_) return document_.after.cells;
  const IndexRange cells = touching(document_.after.cells, range);
  return std::span(document_.after.cells).subspan(cells.begin, cells.size());
}

std::vector<ByteRange> SourceMap::pieces(ByteRange source, std::span<const ByteRange> rows) const {
  if (rows.empty() || source.empty()) return {source};
  const bool rows_ascend = ascend(rows, std::identity());
  const auto in_one = [&](ByteRange inner) {
    const auto holds = [inner](ByteRange row) {
      return row.begin <= inner.begin && inner.end <= row.end;
    };
    if (!rows_ascend) return std::ranges::any_of(rows, holds);
    // the last row that begins before `inner` also ends last
    const auto behind = std::ranges::upper_bound(rows, inner.begin, {}, &ByteRange::begin);
    return behind != rows.begin() && holds(*std::prev(behind));
  };
  if (in_one(source)) return {source};
  std::vector<ByteRange> out;
  std::optional<std::uint32_t> column;
  for (const TextCell& cell : cells_in(source)) {
    if (cell.text.end <= source.begin || cell.text.begin >= source.end) continue;
    if (!in_one(cell.text)) continue;
    if (!column) column = cell.column;
    if (cell.column != *column) continue;
    out.push_back({std::max(cell.text.begin, source.begin), std::min(cell.text.end, source.end)});
  }
  if (out.empty()) out.push_back(source);
  return out;
}

SourceReading SourceMap::reading(std::span<const ByteRange> pieces, std::string_view value) const {
  SourceReading out;
  std::string restored;
  for (const ByteRange piece : pieces) {
    if (!restored.empty() || !out.ocr.empty()) {
      out.ocr += ' ';
      restored += ' ';
    }
    append(out, restored, document_, piece);
  }
  const std::vector<Change> cleaning = compute_edit_ranges(restored, value);
  std::string().swap(restored);  // a section may be as long as its document
  if (!cleaning.empty()) out.changes = compose(out.changes, cleaning, out.ocr, value);
  out.changes = with_insertions_merged(std::move(out.changes));
  return out;
}

std::string SourceMap::as_read(ByteRange source) const {
  return std::string(slice(document_.before.text, to_input(document_.changes, source)));
}

PageLocation SourceMap::place(std::span<const ByteRange> pieces) const {
  std::map<std::uint32_t, PageBox> boxes;
  for (const ByteRange piece : pieces) {
    const IndexRange lines = lines_in(piece);
    for (std::uint32_t i = lines.begin; i < lines.end; ++i) {
      const TextLine& line = document_.after.lines[i];
      if (line.page == 0) continue;
      PageBox& box = boxes[line.page];
      for (std::uint32_t w = line.words.begin; w < line.words.end; ++w) {
        const ByteRange word = document_.after.words[w];
        if (word.begin >= piece.end || piece.begin >= word.end) continue;
        const PageBox print = document_.after.scanned_word(w).box;
        if (!is_empty(print)) box = united(box, print);
      }
    }
  }
  if (boxes.empty()) return {};
  return {boxes.begin()->first, boxes.rbegin()->first, to_json(boxes)};
}

double SourceMap::confidence_of(std::size_t word) const {
  const ByteRange bytes = document_.after.words[word];
  const double confidence = document_.after.scanned_word(word).confidence;
  const auto& doubts = document_.doubts;
  const auto doubt = std::ranges::partition_point(
      doubts, [&](const Doubt& one) { return one.out.end <= bytes.begin; });
  const bool doubted = doubt != doubts.end() && doubt->out.begin < bytes.end && !doubt->is_author;
  return doubted ? std::min(confidence, doubt->confidence) : confidence;
}

std::optional<double> SourceMap::min_confidence(std::span<const ByteRange> pieces) const {
  std::optional<double> out;
  for (const ByteRange piece : pieces) {
    const IndexRange words = words_in(piece);
    for (std::uint32_t w = words.begin; w < words.end; ++w) {
      const double confidence = confidence_of(w);
      out = out ? std::min(*out, confidence) : confidence;
    }
  }
  return out;
}

std::optional<double> SourceMap::mean_confidence(std::span<const ByteRange> pieces) const {
  double sum = 0, weight = 0;
  for (const ByteRange piece : pieces) {
    const IndexRange words = words_in(piece);
    for (std::uint32_t w = words.begin; w < words.end; ++w) {
      const double size = document_.after.words[w].size();
      sum += confidence_of(w) * size;
      weight += size;
    }
  }
  if (weight == 0) return std::nullopt;
  return sum / weight;
}

double SourceMap::joint_confidence(std::span<const ByteRange> pieces) const {
  double out = 1;
  for (const ByteRange piece : pieces) {
    const IndexRange words = words_in(piece);
    for (std::uint32_t w = words.begin; w < words.end; ++w) out *= confidence_of(w);
  }
  return out;
}

IndexRange SourceMap::doubts_in(ByteRange range) const {
  const auto& doubts = document_.doubts;
  const auto first = std::ranges::partition_point(
      doubts, [&](const Doubt& one) { return one.out.end <= range.begin; });
  const auto last = std::partition_point(
      first, doubts.end(), [&](const Doubt& one) { return one.out.begin < range.end; });
  return {static_cast<std::uint32_t>(first - doubts.begin()),
          static_cast<std::uint32_t>(last - doubts.begin())};
}

bool SourceMap::is_changed(ByteRange word) const {
  const auto& changes = document_.changes;
  const auto first = std::ranges::partition_point(
      changes, [&](const Change& one) { return one.out.end <= word.begin; });
  return first != changes.end() && first->out.begin < word.end;
}

bool SourceMap::is_ambiguous(std::span<const ByteRange> pieces) const {
  return std::ranges::any_of(pieces, [&](ByteRange piece) {
    const IndexRange doubts = doubts_in(piece);
    for (std::uint32_t i = doubts.begin; i < doubts.end; ++i) {
      const Doubt& one = document_.doubts[i];
      if (!one.runner_up.empty() && one.confidence <= kMaxAmbiguousConfidence && !one.is_author)
        return true;
    }
    return false;
  });
}

bool SourceMap::may_be_misprint(std::span<const ByteRange> pieces) const {
  return std::ranges::any_of(pieces, [&](ByteRange piece) {
    const IndexRange doubts = doubts_in(piece);
    for (std::uint32_t i = doubts.begin; i < doubts.end; ++i) {
      const Doubt& one = document_.doubts[i];
      constexpr double kHalf = 0.5;
      if (!one.runner_up.empty() && one.confidence < kHalf && !is_changed(one.out)) return true;
    }
    return false;
  });
}

}  // namespace codau::record
