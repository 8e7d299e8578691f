#include "store/ocr_delta.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <iterator>
#include <system_error>
#include <utility>

#include "record/ids.h"
#include "record/row.h"
#include "store/packed_json.h"
#include "store/provenance.h"
#include "text/json_text.h"

namespace codau::store {
namespace {

using record::Row;
using record::Value;

const std::string& text_of(const Value& value) {
  static const std::string kNone;
  const auto* const text = std::get_if<std::string>(&value);
  return text == nullptr ? kNone : *text;
}

bool comes_before(const Row& a, const Row& b) {
  for (const std::size_t column : {kStart, kEnd, kId}) {
    if (const auto order = a[column] <=> b[column]; order != 0) return order < 0;
  }
  return false;
}

std::size_t hash_of(const Value& table, const Value& row_id, const Value& field) {
  return record::hash_field(text_of(table), text_of(row_id), text_of(field));
}

void append_json(std::string& out, const Value& text_or_null) {
  const auto* const text = std::get_if<std::string>(&text_or_null);
  if (text == nullptr) {
    out += "null";
  } else {
    text::append_json_string(out, *text);
  }
}

/// Longer than what is there a second time: a table whose cells are now parted in another way. Its
/// words stand in no list, where they would be twice, beside those of all other tables.
constexpr std::size_t kLong = 1024;

bool is_all(const Row& row, const std::string& as_read) {
  return as_read.size() > kLong && text_of(row[kBefore]).size() == as_read.size();
}

/// Whether one after another, applied to `as_read`, they give `value`; nothing else is said of
/// them than a reading keeps.
bool lead_to(const std::vector<Row>& changes, const std::string& value,
             const std::string& as_read) {
  std::size_t done = 0, is_now = 0;  // of `as_read`, and what of the value it gives
  const auto goes_on = [&](std::string_view text) {
    const bool is_same = value.compare(is_now, text.size(), text) == 0;
    is_now += text.size();
    return is_same && is_now <= value.size();
  };
  for (const Row& row : changes) {
    const std::string& before = text_of(row[kBefore]);
    const auto start = std::get<std::int64_t>(row[kStart]);
    const auto begin = static_cast<std::size_t>(start), end = begin + before.size();
    const bool is_plain = row[kStatus] == Value("applied") && row[kActor] == Value() &&
                          row[kAt] == Value() && row[kOnPage] == changes[0][kOnPage] &&
                          row[kEnd] == Value(static_cast<std::int64_t>(end));
    if (!is_plain || start < 0 || begin < done || end > as_read.size()) return false;
    if (as_read.compare(begin, before.size(), before) != 0) return false;
    const std::string_view same = std::string_view(as_read).substr(done, begin - done);
    if (!goes_on(same) || !goes_on(text_of(row[kAfter]))) return false;
    done = end;
  }
  return goes_on(std::string_view(as_read).substr(done)) && is_now == value.size();
}

/// A list of lists of numbers as OcrDeltaWriter writes it, read in one go: there is one for each
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

OcrDeltaWriter::OcrDeltaWriter(const std::filesystem::path& folder, const record::RowStream& rows)
    : aside_(folder) {
  rows(record::table("corrections"), [this](const Row& row) {
    places_.push_back({hash_of(row[kOfTable], row[kOfRow], row[kOfField]), places_.size()});
    aside_.add(row);
  });
  taken_.resize(places_.size());
  std::ranges::sort(places_);
}

/// In the order of the text.
std::vector<Row> OcrDeltaWriter::take_changes(const Value& table, const Value& row_id,
                                              const Value& field) {
  std::vector<Row> out;
  const auto hash = hash_of(table, row_id, field);
  auto place = std::ranges::lower_bound(places_, hash, {}, &Place::of);
  for (; place != places_.end() && place->of == hash; ++place) {
    if (taken_[place->i]) continue;
    taken_[place->i] = true;
    Row row = aside_.take(place->i);
    const bool is_here = row[kOfTable] == table && row[kOfRow] == row_id && row[kOfField] == field;
    (is_here ? out : rest_).push_back(std::move(row));
  }
  std::ranges::sort(out, comes_before);
  return out;
}

std::size_t OcrDeltaWriter::how_of(const Row& row) {
  const auto [known, is_new] =
      hows_.emplace(Json{to_json(row[kRule]), to_json(row[kSource])}.dump(), hows_.size());
  if (is_new) how_.append(how_.empty() ? "" : ",").append(known->first);
  return known->second;
}

std::size_t OcrDeltaWriter::number_of(const Row& row) {
  const std::size_t begin = words_.size();
  words_ += numbers_.empty() ? "[" : ",[";
  const std::size_t word = words_.size();
  append_json(words_, row[kBefore]);
  words_ += ',';
  append_json(words_, row[kAfter]);
  if (const std::size_t how = how_of(row); how > 0) words_ += "," + std::to_string(how);
  constexpr std::size_t kShort = 64;  // a hash
  const std::string_view json = std::string_view(words_).substr(word);
  const auto [known, is_new] = numbers_.emplace(
      json.size() < kShort ? std::string(json) : record::sha256(json), numbers_.size());
  if (is_new) {
    words_ += ']';
  } else {
    words_.resize(begin);
  }
  return known->second;
}

std::string OcrDeltaWriter::keep_whole(const Row& row) {
  std::string kept =
      R"({"id":)" + std::to_string(ids_.size() / std::tuple_size_v<record::UuidBytes>) +
      R"(,"page":)" + to_json(row[kOnPage]).dump() + R"(,"how":)" + std::to_string(how_of(row));
  if (const Json sure = to_json(row[kSure]); sure != Json(1.0)) kept += R"(,"sure":)" + sure.dump();
  kept += R"(,"was":)";
  append_json(kept, row[kBefore]);
  ids_ += pack_uuid(row[kId]);
  return kept + "}";
}

std::string OcrDeltaWriter::keep(const Value& table, const Value& row_id, const Value& field,
                                 const std::string& value, const std::string& as_read) {
  std::vector<Row> changes = take_changes(table, row_id, field);
  if (changes.empty() && value == as_read) return {};
  if (changes.empty() || !lead_to(changes, value, as_read)) {
    std::ranges::move(changes, std::back_inserter(rest_));
    return Json(as_read).dump();
  }
  if (changes.size() == 1 && is_all(changes[0], as_read)) return keep_whole(changes[0]);
  std::string kept = "[" + std::to_string(ids_.size() / std::tuple_size_v<record::UuidBytes>) +
                     "," + to_json(changes[0][kOnPage]).dump();
  for (const Row& row : changes) {
    kept += ",[" + to_json(row[kStart]).dump() + "," + std::to_string(number_of(row));
    if (const Json sure = to_json(row[kSure]); sure != Json(1.0)) kept += "," + sure.dump();
    kept += ']';
    ids_ += pack_uuid(row[kId]);
  }
  return kept + "]";
}

std::string OcrDeltaWriter::take_words() {
  words_ += R"(],"how":[)" + how_ + "]}";
  return std::move(words_);
}

std::vector<Row> OcrDeltaWriter::take_rest() {
  for (std::size_t i = 0; i < taken_.size(); ++i) {
    if (!taken_[i]) rest_.push_back(aside_.take(i));
    taken_[i] = true;
  }
  return std::move(rest_);
}

namespace {

/// Without a copy: a table is one word.
Value take_value(Json& list, std::size_t index) {
  if (!at(list, index).is_string()) return to_value(list[index]);
  return std::move(list[index].get_ref<std::string&>());
}

const Json& at_name(const Json& object, const char* name) {
  if (!object.contains(name)) refuse_packed();
  return object[name];
}

std::size_t number_at(const Json& object, const char* name) {
  const Json& number = at_name(object, name);
  if (!number.is_number_unsigned()) refuse_packed();
  return number.get<std::size_t>();
}

Value text_at_name(const Json& object, const char* name) {
  if (!at_name(object, name).is_string()) refuse_packed();
  return to_value(object[name]);
}

}  // namespace

struct OcrDeltaReader::Kept {
  struct Change {
    std::size_t start = 0, word = 0;
    double confidence = 1;
  };
  std::size_t first = 0;
  Value page;
  std::vector<Change> changes;
};

OcrDeltaReader::OcrDeltaReader(std::string_view words, std::string ids) : ids_(std::move(ids)) {
  Json all = parse_json(words);
  if (!all.is_object() || !all.contains("how") || !all.contains("words")) refuse_packed();
  for (const Json& how : all["how"]) hows_.push_back({text_at(how, 0), text_at(how, 1)});
  for (Json& word : all["words"]) {
    const bool is_first = word.size() < 3;
    if (!is_first && !word[2].is_number_unsigned()) refuse_packed();
    const auto& [rule, source] = how_at(is_first ? 0 : word[2].get<std::size_t>());
    words_.push_back({take_value(word, 0), take_value(word, 1), rule, source});
  }
}

const OcrDeltaReader::How& OcrDeltaReader::how_at(std::size_t number) const {
  if (number >= hows_.size()) refuse_packed();
  return hows_[number];
}

OcrDeltaReader::Kept OcrDeltaReader::read(const std::string& kept) const {
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

std::string OcrDeltaReader::as_read(const std::string& value, const std::string& kept) const {
  if (kept.empty()) return value;
  if (kept.front() == '"') return text_of(to_value(parse_json(kept)));
  if (kept.front() == '{') return text_of(text_at_name(parse_json(kept), "was"));
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

Row OcrDeltaReader::whole_correction(const Row& place, const std::string& value,
                                     const std::string& kept) const {
  const Json all = parse_json(kept);
  const auto& [rule, source] = how_at(number_at(all, "how"));
  Row row = place;
  row[kId] = unpack_uuid(ids_, number_at(all, "id"));
  row[kOnPage] = to_value(at_name(all, "page"));
  row[kBefore] = text_at_name(all, "was");
  row[kAfter] = value;
  row[kStart] = std::int64_t{0};
  row[kEnd] = static_cast<std::int64_t>(text_of(row[kBefore]).size());
  row[kRule] = rule;
  row[kSource] = source;
  row[kSure] = all.contains("sure") ? to_value(all["sure"]) : Value(1.0);
  row[kStatus] = std::string("applied");
  return row;
}

void OcrDeltaReader::for_each_correction(const Row& place, const std::string& value,
                                         const std::string& kept,
                                         const record::RowSink& take) const {
  if (kept.empty() || kept.front() == '"') return;
  if (kept.front() == '{') return take(whole_correction(place, value, kept));
  const Kept reading = read(kept);
  std::size_t id = reading.first;
  for (const Kept::Change& change : reading.changes) {
    const auto& [before, after, rule, source] = words_[change.word];
    Row row = place;
    row[kId] = unpack_uuid(ids_, id++);
    row[kOnPage] = reading.page;
    row[kStart] = static_cast<std::int64_t>(change.start);
    row[kEnd] = static_cast<std::int64_t>(change.start + text_of(before).size());
    row[kBefore] = before;
    row[kAfter] = after;
    row[kRule] = rule;
    row[kSource] = source;
    row[kSure] = change.confidence;
    row[kStatus] = std::string("applied");
    take(row);
  }
}

}  // namespace codau::store
