#include "record/edits/human_changes.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

#include "core/changes.h"
#include "document/header/header_places.h"
#include "record/edits/edit_rules.h"
#include "record/rows/correction.h"
#include "record/schema/field_key.h"
#include "record/schema/find_cell.h"
#include "text/numerals.h"

namespace codau::record {
namespace {

constexpr std::string_view kBlanks = " \t\n\r\f";
constexpr std::size_t kMostPlaces = 1000;  // most places of one value that are tried

/// Columns with printed text, in the order in which their values are written.
struct PrintedColumns {
  TableId table;
  std::array<std::string_view, 10> columns;
};
constexpr std::array<PrintedColumns, 4> kPrintedColumns{{
    {TableId::kDocuments,
     {Documents::code_notation.name, Documents::issued_place.name, Documents::governing_organ.name,
      Documents::organ_name.name, Documents::subject.name, Documents::signer_authority.name,
      Documents::signer_position.name, Documents::signer_name.name}},
    {TableId::kSections, {Sections::num_raw.name, Sections::heading.name, Sections::text.name}},
    {TableId::kTasks,
     {Tasks::task_text.name, Tasks::ordinal_raw.name, Tasks::task_code.name, Tasks::lead_raw.name,
      Tasks::coop_raw.name, Tasks::output.name, Tasks::deadline_raw.name, Tasks::budget_raw.name,
      Tasks::note.name, Tasks::group_text.name}},
    {TableId::kRecipients, {Recipients::raw.name}},
}};

bool is_blank(char c) { return kBlanks.find(c) != std::string_view::npos; }

/// Returns the words of a text, separated by blanks.
std::vector<ByteRange> words_of(std::string_view text, ByteRange in) {
  std::vector<ByteRange> out;
  for (std::uint32_t at = in.begin; at < in.end;) {
    while (at < in.end && is_blank(text[at])) ++at;
    const std::uint32_t begin = at;
    while (at < in.end && !is_blank(text[at])) ++at;
    if (at > begin) out.push_back({begin, at});
  }
  return out;
}
std::vector<ByteRange> words_of(std::string_view text) {
  return words_of(text, {0, static_cast<std::uint32_t>(text.size())});
}

/// Returns the end of `value` in `text` if it begins at `at`; nothing if it does not. Any blanks
/// match any blanks.
std::optional<std::uint32_t> find_match_end(std::string_view text, std::size_t at,
                                            std::string_view value) {
  for (std::size_t i = 0; i < value.size();) {
    if (!is_blank(value[i])) {
      if (at >= text.size() || text[at] != value[i]) return std::nullopt;
      ++at;
      ++i;
      continue;
    }
    while (i < value.size() && is_blank(value[i])) ++i;
    if (at >= text.size() || !is_blank(text[at])) return std::nullopt;
    while (at < text.size() && is_blank(text[at])) ++at;
  }
  return static_cast<std::uint32_t>(at);
}

/// Returns the places of a value in the text, ascending.
std::vector<ByteRange> places_of(std::string_view text, std::string_view value) {
  std::vector<ByteRange> out;
  const auto words = words_of(value);
  if (words.empty()) return out;
  value = value.substr(words.front().begin, words.back().end - words.front().begin);
  const std::string_view first = slice(value, words_of(value).front());
  for (std::size_t at = text.find(first); at != text.npos && out.size() < kMostPlaces;
       at = text.find(first, at + 1)) {
    if (const auto end = find_match_end(text, at, value))
      out.push_back({static_cast<std::uint32_t>(at), *end});
  }
  return out;
}

/// Collects the changes that replace values in the text.
class Hunks {
 public:
  explicit Hunks(std::string_view text) : text_(text) {}

  /// Replaces the words at `place` by the words of `value`.
  void replace(ByteRange place, std::string_view value) {
    const std::vector<ByteRange> before = words_of(text_, place), after = words_of(value);
    if (before.empty()) return;
    const auto is_same = [&](std::size_t b, std::size_t a) {
      return slice(text_, before[b]) == slice(value, after[a]);
    };
    std::size_t head = 0, tail = 0;
    while (head < before.size() && head < after.size() && is_same(head, head)) ++head;
    while (tail + head < before.size() && tail + head < after.size() &&
           is_same(before.size() - 1 - tail, after.size() - 1 - tail))
      ++tail;
    align({before.data() + head, before.size() - head - tail},
          {after.data() + head, after.size() - head - tail}, value,
          head > 0 ? std::optional(before[head - 1]) : std::nullopt,
          tail > 0 ? std::optional(before[before.size() - tail]) : std::nullopt);
  }

  void put(ByteRange in, std::string after) {
    if (slice(text_, in) != after) changes_[in.begin] = {in, std::move(after)};
  }

  std::vector<Change> take() {
    std::vector<Change> out;
    std::uint32_t behind = 0;
    for (auto& [begin, change] : changes_) {
      auto& [in, after] = change;
      if (in.begin < behind) continue;  // the first of two values with the same place counts
      behind = std::max(in.end, in.begin + 1);
      Change one;
      one.in = in;
      one.before = one.runner_up = std::string(slice(text_, in));
      one.rule = one.source = "human";
      one.after = std::move(after);
      out.push_back(std::move(one));
    }
    set_output_ranges(out);
    return out;
  }

 private:
  using Words = std::span<const ByteRange>;

  /// Replaces words outside the longest common subsequence. If there are too many words, replaces
  /// all.
  void align(Words before, Words after, std::string_view value, std::optional<ByteRange> left,
             std::optional<ByteRange> right) {
    constexpr std::size_t kMostCells = std::size_t{1} << 22U;
    const std::size_t n = before.size(), m = after.size();
    if (n * m > kMostCells || n == 0 || m == 0) return hunk(before, after, value, left, right);
    std::vector<std::uint16_t> length((n + 1) * (m + 1));
    const auto at = [&](std::size_t i, std::size_t j) -> std::uint16_t& {
      return length[i * (m + 1) + j];
    };
    const auto is_same = [&](std::size_t i, std::size_t j) {
      return slice(text_, before[i]) == slice(value, after[j]);
    };
    for (std::size_t i = n; i-- > 0;) {
      for (std::size_t j = m; j-- > 0;)
        at(i, j) = is_same(i, j) ? static_cast<std::uint16_t>(at(i + 1, j + 1) + 1)
                                 : std::max(at(i + 1, j), at(i, j + 1));
    }
    std::size_t i = 0, j = 0, from_i = 0, from_j = 0;
    const auto flush = [&](std::optional<ByteRange> next) {
      hunk(before.subspan(from_i, i - from_i), after.subspan(from_j, j - from_j), value,
           from_i > 0 ? std::optional(before[from_i - 1]) : left, next);
    };
    while (i < n && j < m) {
      if (is_same(i, j)) {
        flush(before[i]);
        from_i = ++i;
        from_j = ++j;
      } else {
        at(i + 1, j) >= at(i, j + 1) ? ++i : ++j;
      }
    }
    i = n;
    j = m;
    flush(right);
  }

  /// Replaces words. If they span several lines, the new words go to the first line.
  void hunk(Words before, Words after, std::string_view value, std::optional<ByteRange> left,
            std::optional<ByteRange> right) {
    std::string words;
    for (const ByteRange word : after)
      words.append(words.empty() ? "" : " ").append(slice(value, word));
    if (before.empty() && words.empty()) return;
    if (before.empty()) {
      if (left) return put({left->end, left->end}, ' ' + words);
      if (right) put({right->begin, right->begin}, words + ' ');
      return;
    }
    for (std::size_t i = 0; i < before.size();) {
      std::size_t end = i + 1;
      while (end < before.size() && is_one_line(before[end - 1], before[end])) ++end;
      ByteRange in{before[i].begin, before[end - 1].end};
      if (i > 0 || words.empty()) in = with_blank(in);
      put(in, i == 0 ? words : std::string());
      i = end;
    }
  }

  [[nodiscard]] bool is_one_line(ByteRange a, ByteRange b) const {
    return slice(text_, {a.end, b.begin}).find_first_of("\n\r\f") == std::string_view::npos;
  }

  /// Returns the range with an adjacent blank of its line.
  [[nodiscard]] ByteRange with_blank(ByteRange in) const {
    if (in.begin > 0 && (text_[in.begin - 1] == ' ' || text_[in.begin - 1] == '\t'))
      return {in.begin - 1, in.end};
    if (in.end < text_.size() && text_[in.end] == ' ') return {in.begin, in.end + 1};
    return in;
  }

  std::string_view text_;
  std::map<std::uint32_t, std::pair<ByteRange, std::string>> changes_;  ///< by their begin
};

/// Finds the places of values that people have set.
class Finder {
 public:
  Finder(std::string_view text, const Records& records, std::span<const HumanEdit> edits)
      : text_(text), records_(records), hunks_(text) {
    for (const HumanEdit& edit : edits) {
      const auto* const before = std::get_if<std::string>(&edit.before);
      if (edit.action == EditAction::kSet && before != nullptr)
        first_.emplace(FieldKey{edit.table, edit.row_id, edit.field}, *before);
    }
    set_ = set_by_people();
  }

  std::vector<Change> find() {
    if (set_.empty()) return {};
    put_head();
    for (const PrintedColumns& printed : kPrintedColumns) {
      const Table& one = table(printed.table);
      if (!is_any_of(one.name)) continue;
      std::uint32_t behind = 0;
      for (const Row* row : in_order(one, records_[printed.table]))
        behind = put_row(printed, *row, behind);
    }
    return hunks_.take();
  }

 private:
  /// Returns the fields set by people, with the `before` of their corrections.
  [[nodiscard]] std::map<FieldKey, std::string> set_by_people() const {
    std::map<FieldKey, std::string> out;
    for (const Row& row : records_[TableId::kCorrections]) {
      const ConstCells<Corrections> one(row);
      if (is_set_by_person(one) && one.text(Corrections::status) == "applied")
        out[make_field_key<Corrections>(row)] = one.text(Corrections::before);
    }
    return out;
  }

  [[nodiscard]] bool is_any_of(std::string_view table) const {
    return std::ranges::any_of(set_,
                               [&](const auto& one) { return std::get<0>(one.first) == table; });
  }

  [[nodiscard]] static std::vector<const Row*> in_order(const Table& one,
                                                        const std::vector<Row>& rows) {
    std::vector<const Row*> out;
    for (const Row& row : rows) out.push_back(&row);
    std::ranges::stable_sort(out, {}, [&](const Row* row) {
      const Value* const value = find_cell(one, *row, Tasks::seq.name);
      const auto* const seq = value == nullptr ? nullptr : std::get_if<std::int64_t>(value);
      return seq == nullptr ? 0 : *seq;
    });
    return out;
  }

  /// Returns the text as read of the value's place.
  [[nodiscard]] std::string as_read(const FieldKey& key, const std::string& value) const {
    const auto set = set_.find(key);
    if (set == set_.end()) return value;
    const auto first = first_.find(key);
    return first == first_.end() ? set->second : first->second;
  }

  /// Writes the values of a row in the order of its columns. Returns the end of the first value
  /// that occurs in the text.
  std::uint32_t put_row(const PrintedColumns& printed, const Row& row, std::uint32_t behind) {
    const Table& one = table(printed.table);
    const std::string id = row_id(one, row);
    std::optional<ByteRange> anchor;
    for (const std::string_view column : printed.columns) {
      if (column.empty()) break;
      const FieldKey key{one.name, id, column};
      const bool is_set = set_.contains(key);
      if (!is_set && anchor) continue;
      const std::string value = find_cell_text(one, row, column), read = as_read(key, value);
      const auto place = place_of(read, anchor, behind, column.starts_with("signer"));
      if (!place) continue;
      if (!anchor && one.id != TableId::kDocuments) anchor = place;
      if (is_set && read != value) hunks_.replace(*place, value);
    }
    return anchor ? anchor->end : behind;
  }

  /// Returns the place nearest to the row's first value, else the first place after the previous
  /// row.
  [[nodiscard]] std::optional<ByteRange> place_of(const std::string& read,
                                                  const std::optional<ByteRange>& anchor,
                                                  std::uint32_t behind, bool is_last) const {
    const std::vector<ByteRange> places = places_of(text_, read);
    if (places.empty()) return std::nullopt;
    if (is_last) return places.back();
    if (!anchor) {
      const auto next =
          std::ranges::find_if(places, [&](ByteRange one) { return one.begin >= behind; });
      return next == places.end() ? places.back() : *next;
    }
    return *std::ranges::min_element(places, {}, [&](ByteRange one) {
      return one.begin >= anchor->end ? one.begin - anchor->end : 2 * (anchor->end - one.begin);
    });
  }

  // ---- number and date, whose text as read may be empty ----

  [[nodiscard]] bool is_set(std::string_view column) const {
    return std::ranges::any_of(set_, [&](const auto& one) {
      return std::get<0>(one.first) == Documents::kName && std::get<2>(one.first) == column;
    });
  }

  void put_head() {
    if (records_[TableId::kDocuments].empty()) return;
    const ConstCells<Documents> document(records_[TableId::kDocuments].front());
    const std::string &number = document.text(Documents::code_number),
                      &date = document.text(Documents::issued_date);
    bool needs_number = is_set(Documents::code_number.name) && !number.empty(),
         needs_date = is_set(Documents::issued_date.name) && date.size() == 10;
    std::size_t begin = 0;
    for (std::size_t i = 0; i < document::kMaxDocumentHeadLines && begin < text_.size(); ++i) {
      const std::size_t end = std::min(text_.find_first_of("\n\f", begin), text_.size());
      const std::string_view line = text_.substr(begin, end - begin);
      if (needs_number) needs_number = !put_number(line, begin, number);
      if (needs_date) needs_date = !put_date(line, begin, date);
      begin = end + 1;
    }
  }

  bool put_number(std::string_view line, std::size_t begin, const std::string& number) {
    const auto place = document::find_number_place(line);
    if (!place) return false;
    put_words(line, begin, *place, number);
    return true;
  }

  bool put_date(std::string_view line, std::size_t begin, const std::string& date) {
    const auto places = document::find_date_places(line);
    if (!places) return false;
    const auto number = [&](std::size_t from, std::size_t size) {
      return text::parse_whole_number(date.substr(from, size)).value_or(0);
    };
    put_words(line, begin, places->day, document::format_day(number(8, 2)));
    put_words(line, begin, places->month, document::format_month(number(5, 2)));
    put_words(line, begin, places->year, date.substr(0, 4));
    return true;
  }

  /// Replaces words, unless they are right already: "5" equals "05".
  void put_words(std::string_view line, std::size_t begin, ByteRange place,
                 const std::string& words) {
    const auto read = words_of(line, place);
    if (read.size() == 1 &&
        text::strip_leading_zeros(slice(line, read.front())) == text::strip_leading_zeros(words))
      return;
    const std::string after = document::insert_words(line, place, words);
    const std::size_t tail = line.size() - place.end;
    const std::string middle = after.substr(place.begin, after.size() - tail - place.begin);
    const auto from = static_cast<std::uint32_t>(begin);
    hunks_.put({from + place.begin, from + place.end}, middle);
  }

  std::string_view text_;
  const Records& records_;
  std::map<FieldKey, std::string> first_, set_;
  Hunks hunks_;
};

}  // namespace

std::vector<Change> compute_human_changes(std::string_view text, const Records& records,
                                          std::span<const HumanEdit> edits) {
  return Finder(text, records, edits).find();
}

}  // namespace codau::record
