#include "store/readings.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <system_error>
#include <utility>

#include "store/packed_json.h"
#include "store/provenance.h"

namespace codau::store {
namespace {

using record::Row;
using record::Value;

const std::string& text_of(const Value& value) {
  static const std::string kNone;
  const auto* const text = std::get_if<std::string>(&value);
  return text == nullptr ? kNone : *text;
}

bool comes_before(const Row* a, const Row* b) {
  for (const std::size_t column : {kStart, kEnd, kId}) {
    if (const auto order = (*a)[column] <=> (*b)[column]; order != 0) return order < 0;
  }
  return false;
}

/// Whether one after another, applied to `as_read`, they give `value`; nothing else is said of
/// them than a reading keeps.
bool lead_to(const std::vector<const Row*>& changes, const std::string& value,
             const std::string& as_read) {
  std::string out;
  std::size_t done = 0;
  for (const Row* row : changes) {
    const std::string& before = text_of((*row)[kBefore]);
    const auto start = std::get<std::int64_t>((*row)[kStart]);
    const auto begin = static_cast<std::size_t>(start), end = begin + before.size();
    const bool is_plain = (*row)[kStatus] == Value("applied") && (*row)[kActor] == Value() &&
                          (*row)[kAt] == Value() && (*row)[kOnPage] == (*changes[0])[kOnPage] &&
                          (*row)[kEnd] == Value(static_cast<std::int64_t>(end));
    if (!is_plain || start < 0 || begin < done || end > as_read.size()) return false;
    if (as_read.compare(begin, before.size(), before) != 0) return false;
    out.append(as_read, done, begin - done).append(text_of((*row)[kAfter]));
    done = end;
  }
  return out.append(as_read, done) == value;
}

/// A list of lists of numbers as ReadingWriter writes it, read in one go: there is one for each
/// text of an archive.
class ListScanner {
 public:
  explicit ListScanner(std::string_view text) : rest_(text) {}
  bool skip(std::string_view what) {
    if (!rest_.starts_with(what)) return false;
    rest_.remove_prefix(what.size());
    return true;
  }
  void expect(char c) {
    if (!skip({&c, 1})) refuse_packed();
  }
  template <typename Number>
  Number number() {
    Number out{};
    const auto [end, error] = std::from_chars(rest_.data(), rest_.data() + rest_.size(), out);
    if (error != std::errc()) refuse_packed();
    rest_.remove_prefix(static_cast<std::size_t>(end - rest_.data()));
    return out;
  }
  [[nodiscard]] bool is_at_end() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

}  // namespace

ReadingWriter::ReadingWriter(const std::vector<Row>& corrections) {
  for (const Row& row : corrections)
    changes_[{row[kOfTable], row[kOfRow], row[kOfField]}].push_back(&row);
  for (auto& [place, rows] : changes_) std::ranges::sort(rows, comes_before);
}

std::size_t ReadingWriter::number_of(const Row& row) {
  const Word word{row[kBefore], row[kAfter], row[kRule], row[kSource]};
  const auto [known, is_new] = numbers_.emplace(word, words_.size());
  if (is_new) words_.push_back(word);
  return known->second;
}

std::string ReadingWriter::keep(const Value& table, const Value& row_id, const Value& field,
                                const std::string& value, const std::string& as_read) {
  const auto found = changes_.find({table, row_id, field});
  if (found == changes_.end()) return value == as_read ? std::string{} : Json(as_read).dump();
  if (!lead_to(found->second, value, as_read)) return Json(as_read).dump();
  Json kept{ids_.size() / bytes_of_uuid((*found->second[0])[kId]).size(),
            to_json((*found->second[0])[kOnPage])};
  for (const Row* row : found->second) {
    Json change{to_json((*row)[kStart]), number_of(*row)};
    if (to_json((*row)[kSure]) != Json(1.0)) change.push_back(to_json((*row)[kSure]));
    kept.push_back(std::move(change));
    ids_ += bytes_of_uuid((*row)[kId]);
  }
  changes_.erase(found);
  return kept.dump();
}

std::string ReadingWriter::words() const {
  Json hows = Json::array(), words = Json::array();
  std::map<Json, std::size_t> known;
  for (const auto& [before, after, rule, source] : words_) {
    const Json how{to_json(rule), to_json(source)};
    const auto [place, is_new] = known.emplace(how, hows.size());
    if (is_new) hows.push_back(how);
    Json word{to_json(before), to_json(after)};
    if (place->second > 0) word.push_back(place->second);
    words.push_back(std::move(word));
  }
  return Json{{"how", std::move(hows)}, {"words", std::move(words)}}.dump();
}

std::vector<Row> ReadingWriter::rest() const {
  std::vector<Row> out;
  for (const auto& [place, rows] : changes_) {
    for (const Row* row : rows) out.push_back(*row);
  }
  return out;
}

struct ReadingReader::Kept {
  struct Change {
    std::size_t start = 0, word = 0;
    double confidence = 1;
  };
  std::size_t first = 0;
  Value page;
  std::vector<Change> changes;
};

ReadingReader::ReadingReader(std::string_view words, std::string ids) : ids_(std::move(ids)) {
  const Json all = parsed(words);
  if (!all.is_object() || !all.contains("how") || !all.contains("words")) refuse_packed();
  for (const Json& word : all["words"]) {
    const bool is_first = word.size() < 3;
    if (!is_first && !word[2].is_number_unsigned()) refuse_packed();
    const Json& how = at(all["how"], is_first ? 0 : word[2].get<std::size_t>());
    words_.push_back(
        {to_value(at(word, 0)), to_value(at(word, 1)), text_at(how, 0), text_at(how, 1)});
  }
}

ReadingReader::Kept ReadingReader::read(const std::string& kept) const {
  ListScanner list(kept);
  Kept out;
  list.expect('[');
  out.first = list.number<std::size_t>();
  list.expect(',');
  if (!list.skip("null")) out.page = list.number<std::int64_t>();
  while (list.skip(",[")) {
    Kept::Change change;
    change.start = list.number<std::size_t>();
    list.expect(',');
    change.word = list.number<std::size_t>();
    if (change.word >= words_.size()) refuse_packed();
    if (list.skip(",")) change.confidence = list.number<double>();
    list.expect(']');
    out.changes.push_back(change);
  }
  list.expect(']');
  if (!list.is_at_end()) refuse_packed();
  return out;
}

std::string ReadingReader::as_read(const std::string& value, const std::string& kept) const {
  if (kept.empty()) return value;
  if (kept.front() == '"') return text_of(to_value(parsed(kept)));
  std::string out;
  std::size_t done = 0;  // of the value
  for (const Kept::Change& change : read(kept).changes) {
    if (change.start < out.size() || change.start - out.size() > value.size() - done)
      refuse_packed();
    const std::size_t same = change.start - out.size();
    const auto& [before, after, rule, source] = words_[change.word];
    out.append(value, done, same).append(text_of(before));
    done += same + text_of(after).size();
    if (done > value.size()) refuse_packed();
  }
  return out.append(value, done);
}

void ReadingReader::add_corrections(const Row& place, const std::string& kept,
                                    std::vector<Row>& out) const {
  if (kept.empty() || kept.front() == '"') return;
  const Kept reading = read(kept);
  std::size_t id = reading.first;
  for (const Kept::Change& change : reading.changes) {
    const auto& [before, after, rule, source] = words_[change.word];
    Row& row = out.emplace_back(place);
    row[kId] = uuid_at(ids_, id++);
    row[kOnPage] = reading.page;
    row[kStart] = static_cast<std::int64_t>(change.start);
    row[kEnd] = static_cast<std::int64_t>(change.start + text_of(before).size());
    row[kBefore] = before;
    row[kAfter] = after;
    row[kRule] = rule;
    row[kSource] = source;
    row[kSure] = change.confidence;
    row[kStatus] = std::string("applied");
  }
}

}  // namespace codau::store
