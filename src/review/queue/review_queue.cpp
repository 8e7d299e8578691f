#include "review/queue/review_queue.h"

#include <algorithm>
#include <functional>

#include "text/unicode.h"

namespace codau::review {
namespace {

std::string joined(const std::vector<std::string>& codes) {
  std::string out;
  for (const std::string& code : codes) {
    if (!out.empty()) out += '|';
    out += code;
  }
  return out;
}

std::vector<std::string> parted(std::string_view codes) {
  std::vector<std::string> out;
  while (!codes.empty()) {
    const std::string_view code = codes.substr(0, codes.find('|'));
    out.emplace_back(code);
    codes.remove_prefix(std::min(code.size() + 1, codes.size()));
  }
  return out;
}

/// Returns the bytes of a text that is no UUID, with zeros after them.
record::UuidBytes pad_to_uuid(std::string_view text) {
  record::UuidBytes out{};
  std::transform(text.begin(),
                 text.begin() + static_cast<std::ptrdiff_t>(std::min(text.size(), out.size())),
                 out.begin(), [](char c) { return static_cast<record::UuidBytes::value_type>(c); });
  return out;
}

std::string text_of(const record::UuidBytes& id, bool is_uuid) {
  if (is_uuid) return record::format_uuid(id);
  std::string out;
  for (const auto byte : id) {
    if (static_cast<char>(byte) == 0) break;
    out += static_cast<char>(byte);
  }
  return out;
}

bool has_code(std::string_view codes, std::string_view code) {
  const std::size_t at = codes.find(code), end = at + code.size();
  if (at == std::string_view::npos) return false;
  const bool is_whole =
      (at == 0 || codes[at - 1] == '|') && (end == codes.size() || codes[end] == '|');
  return is_whole || has_code(codes.substr(end), code);
}

bool is_ascii(char c) { return static_cast<unsigned char>(c) < 0x80U; }

/// Returns the text in lower case without diacritics. Most file names are ASCII; they take a tenth
/// of the time.
std::string key_of(std::string_view name) {
  std::string out = std::ranges::all_of(name, is_ascii)
                        ? std::string(name)
                        : text::to_lower(text::strip_diacritics(text::to_nfc(name)));
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

/// Returns true if the text contains the key. Ignores the case of ASCII letters in the text.
bool has_key(std::string_view text, std::string_view key) {
  const auto is_same = [](char a, char b) {
    return (a >= 'A' && a <= 'Z' ? static_cast<char>(a - 'A' + 'a') : a) == b;
  };
  return std::search(text.begin(), text.end(), key.begin(), key.end(), is_same) != text.end() ||
         key.empty();
}

/// Returns the sum of the counts of selected numbers.
std::size_t picked(const std::vector<char>& lets, const std::vector<std::size_t>& counts) {
  std::size_t out = 0;
  for (std::size_t i = 0; i < std::min(lets.size(), counts.size()); ++i)
    if (lets[i] != 0) out += counts[i];
  return out;
}

}  // namespace

std::uint32_t StringPool::intern(std::string_view text) {
  const auto found = numbers_.find(text);
  if (found != numbers_.end()) return found->second;
  const auto number = static_cast<std::uint32_t>(texts_.size());
  texts_.push_back(&numbers_.emplace(text, number).first->first);
  return number;
}

void ReviewQueue::put(const DocumentCard& card, const std::vector<ReviewDoubt>& doubts) {
  remove(card.doc_id);
  if (doubts.empty()) return;
  const auto at = documents_.try_emplace(card.doc_id).first;
  Entry& entry = at->second;
  entry.doc_id = at->first;
  entry.name = card.name;
  if (!std::ranges::all_of(entry.name, is_ascii)) entry.key = key_of(entry.name);
  entry.organ = organs_.intern(card.organ);
  entry.doubts.reserve(doubts.size());
  for (const ReviewDoubt& doubt : doubts) {
    Kept kept;
    kept.cost = static_cast<std::uint8_t>(doubt.cost);
    kept.field = static_cast<std::uint16_t>(fields_.intern(doubt.table + '.' + doubt.field));
    kept.reasons = reasons_.intern(joined(doubt.reasons));
    const auto uuid = record::parse_uuid(doubt.row_id);
    kept.is_uuid = uuid.has_value();
    kept.row_id = uuid ? *uuid : pad_to_uuid(doubt.row_id);
    entry.doubts.push_back(kept);
    auto& entries = costs_[kept.cost].entries;
    const auto place = std::ranges::lower_bound(entries, &entry, ByDocument());
    if (place == entries.end() || *place != &entry) entries.insert(place, &entry);
  }
  by_name_.insert(&entry);
  count_in(entry, true);
}

void ReviewQueue::remove(std::string_view doc_id) {
  const auto found = documents_.find(doc_id);
  if (found == documents_.end()) return;
  const Entry& entry = found->second;
  for (const Kept& kept : entry.doubts) {
    const auto at = costs_.find(kept.cost);
    if (at == costs_.end()) continue;
    auto& entries = at->second.entries;
    const auto place = std::ranges::lower_bound(entries, &entry, ByDocument());
    if (place != entries.end() && *place == &entry) entries.erase(place);
  }
  count_in(entry, false);
  for (const Kept& kept : entry.doubts) {
    const auto at = costs_.find(kept.cost);
    if (at != costs_.end() && at->second.entries.empty()) costs_.erase(at);
  }
  by_name_.erase(&entry);
  documents_.erase(found);
}

void ReviewQueue::add(std::vector<std::size_t>& counts, std::uint32_t number, bool more) {
  if (counts.size() <= number) counts.resize(number + 1);
  more ? ++counts[number] : --counts[number];
}

void ReviewQueue::count_in(const Entry& entry, bool more) {
  size_ = more ? size_ + entry.doubts.size() : size_ - entry.doubts.size();
  for (const Kept& kept : entry.doubts) {
    add(of_field_, kept.field, more);
    add(of_reasons_, kept.reasons, more);
    add(of_organ_, entry.organ, more);
    OfCost& of = costs_.at(kept.cost);
    add(of.of_field, kept.field, more);
    add(of.of_reasons, kept.reasons, more);
  }
}

ReviewQueue::Counts ReviewQueue::by(const StringPool& names,
                                    const std::vector<std::size_t>& counts) {
  Counts out;
  for (std::uint32_t number = 0; number < counts.size(); ++number)
    if (counts[number] > 0) out.emplace(names.text(number), counts[number]);
  return out;
}

ReviewQueue::Counts ReviewQueue::count_by_reason() const {
  Counts out;
  for (const auto& [codes, count] : by(reasons_, of_reasons_))
    for (const std::string& code : parted(codes)) out[code] += count;
  return out;
}

ReviewDoubt ReviewQueue::doubt_of(const Kept& kept) const {
  const std::string& field = fields_.text(kept.field);
  const std::size_t dot = field.find('.');
  return {field.substr(0, dot), text_of(kept.row_id, kept.is_uuid), field.substr(dot + 1),
          parted(reasons_.text(kept.reasons)), kept.cost};
}

DocumentCard ReviewQueue::card_of(const Entry& entry) const {
  return {std::string(entry.doc_id), entry.name, organs_.text(entry.organ)};
}

bool ReviewQueue::Sieve::lets(const Entry& entry, const Kept& kept) const {
  const auto passes = [](const std::vector<char>& numbers, std::uint32_t number) {
    return numbers.empty() || numbers[number] != 0;
  };
  return (doc_id.empty() || doc_id == entry.doc_id) && passes(organs, entry.organ) &&
         passes(fields, kept.field) && passes(reasons, kept.reasons);
}

bool ReviewQueue::Sieve::may_let(const OfCost& of) const {
  return (fields.empty() || picked(fields, of.of_field) > 0) &&
         (reasons.empty() || picked(reasons, of.of_reasons) > 0);
}

ReviewQueue::Sieve ReviewQueue::sieve_of(const QueueFilter& filter) const {
  const auto numbers = [](const StringPool& names, const std::string& wanted, const auto& is_it) {
    std::vector<char> out(wanted.empty() ? 0 : names.size());
    for (std::uint32_t number = 0; number < out.size(); ++number)
      out[number] = is_it(names.text(number), wanted) ? 1 : 0;
    return out;
  };
  return {filter.doc_id, numbers(organs_, filter.organ, std::equal_to<std::string>()),
          numbers(fields_, filter.field, std::equal_to<std::string>()),
          numbers(reasons_, filter.reason, has_code)};
}

std::vector<ReviewQueue::Item> ReviewQueue::list(const QueueFilter& filter,
                                                 const std::optional<QueueRank>& after,
                                                 std::size_t most) const {
  std::vector<Item> out;
  const Sieve sieve = sieve_of(filter);
  Entry last, only;  // of `after`, and of the filter
  only.doc_id = filter.doc_id;
  if (after) last.doc_id = std::get<1>(*after);
  for (auto cost = after ? costs_.lower_bound(-std::get<0>(*after)) : costs_.begin();
       cost != costs_.end(); ++cost) {
    if (!sieve.may_let(cost->second)) continue;
    const auto& entries = cost->second.entries;
    const bool is_same_cost = after && cost->first == -std::get<0>(*after);
    const auto by_document = [&](const Entry& one) {
      return std::equal_range(entries.begin(), entries.end(), &one, ByDocument());
    };
    auto at = is_same_cost ? by_document(last).first : entries.begin();
    auto end = entries.end();
    if (!filter.doc_id.empty()) std::tie(at, end) = by_document(only);
    for (; at != end; ++at) {
      const Entry& entry = **at;
      for (std::size_t i = 0; i < entry.doubts.size(); ++i) {
        if (out.size() >= most) return out;
        const Kept& kept = entry.doubts[i];
        if (kept.cost != cost->first || !sieve.lets(entry, kept)) continue;
        QueueRank rank{-kept.cost, std::string(entry.doc_id), i};
        if (!after || rank > *after) out.push_back({card_of(entry), doubt_of(kept), rank});
      }
    }
  }
  return out;
}

std::size_t ReviewQueue::count(const QueueFilter& filter) const {
  if (filter.doc_id.empty() && filter.reason.empty() && filter.field.empty() &&
      filter.organ.empty())
    return size();
  const Sieve sieve = sieve_of(filter);
  const auto is_all = [&](const std::string& one) {
    return filter.doc_id + filter.reason + filter.field + filter.organ == one;
  };
  if (is_all(filter.doc_id)) {
    const auto found = documents_.find(filter.doc_id);
    return found == documents_.end() ? 0 : found->second.doubts.size();
  }
  if (is_all(filter.reason)) return picked(sieve.reasons, of_reasons_);
  if (is_all(filter.field)) return picked(sieve.fields, of_field_);
  if (is_all(filter.organ)) return picked(sieve.organs, of_organ_);
  std::size_t out = 0;
  for (const auto& [doc_id, entry] : documents_) {
    for (const Kept& kept : entry.doubts) {
      if (sieve.lets(entry, kept)) ++out;
    }
  }
  return out;
}

std::vector<std::pair<DocumentCard, std::size_t>> ReviewQueue::find_documents_named(
    std::string_view part, std::size_t most) const {
  const std::string key = key_of(part);
  std::vector<std::pair<DocumentCard, std::size_t>> out;
  for (const Entry* const entry : by_name_) {
    if (out.size() >= most) break;
    if (has_key(entry->key.empty() ? entry->name : entry->key, key))
      out.emplace_back(card_of(*entry), entry->doubts.size());
  }
  return out;
}

std::optional<DocumentCard> ReviewQueue::card(std::string_view doc_id) const {
  const auto found = documents_.find(doc_id);
  return found == documents_.end() ? std::nullopt : std::optional(card_of(found->second));
}

std::vector<ReviewDoubt> ReviewQueue::of_document(std::string_view doc_id) const {
  std::vector<ReviewDoubt> out;
  const auto found = documents_.find(doc_id);
  if (found == documents_.end()) return out;
  for (const Kept& kept : found->second.doubts) out.push_back(doubt_of(kept));
  return out;
}

std::vector<ReviewDoubt> ReviewQueue::of_row(std::string_view doc_id, std::string_view table,
                                             std::string_view row_id) const {
  std::vector<ReviewDoubt> out = of_document(doc_id);
  std::erase_if(out,
                [&](const ReviewDoubt& one) { return one.table != table || one.row_id != row_id; });
  return out;
}

}  // namespace codau::review
