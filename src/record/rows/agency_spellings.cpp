#include "record/rows/agency_spellings.h"

#include <algorithm>
#include <cctype>

#include "document/words/passage.h"
#include "text/unicode.h"

namespace codau::record {
namespace {

using document::AgencyMention;

constexpr std::size_t kLettersPerEdit = 8;
/// Limit of comparisons; more pairs occur only in documents of invented words. Then all names stand
/// for themselves.
constexpr std::size_t kMostPairs = 250'000;

std::string digits_of(const std::string& letters) {
  std::string out;
  for (const char c : letters) {
    if (std::isdigit(static_cast<unsigned char>(c)) != 0) out += c;
  }
  return out;
}

bool is_near(const std::string& a, const std::string& b) {
  const std::size_t most = std::min(a.size(), b.size()) / kLettersPerEdit;
  const std::size_t longer = std::max(a.size(), b.size());
  if (most == 0 || longer - std::min(a.size(), b.size()) > most) return false;
  return digits_of(a) == digits_of(b) && document::edit_distance(a, b) <= most;
}

}  // namespace

std::string AgencySpellings::key_of(const AgencyMention& agency) {
  return std::to_string(static_cast<int>(agency.level)) + (agency.needs_issuer ? "i|" : "|") +
         text::tone_key(*agency.agency_name) + '|' + text::tone_key(agency.place.value_or(""));
}

void AgencySpellings::add(const AgencyMention& agency, bool is_sure) {
  if (!agency.agency_name) return;
  auto [found, is_new] = spellings_.try_emplace(key_of(agency));
  Spelling& one = found->second;
  if (is_new) {
    one.agency = agency;
    one.letters =
        text::fold_key(*agency.agency_name) + '|' + text::fold_key(agency.place.value_or(""));
  }
  ++one.count;
  one.is_sure = one.is_sure || is_sure;
}

void AgencySpellings::settle(const Group& group) {
  const auto only = [&](const Spelling& doubtful, auto fits) {
    std::string found;
    for (const std::string& key : group) {
      const Spelling& other = spellings_.at(key);
      if (!other.is_sure || !fits(doubtful.letters, other.letters)) continue;
      if (!found.empty()) return std::string();
      found = key;
    }
    return found;
  };
  const auto is_same = [](const std::string& a, const std::string& b) { return a == b; };
  for (const std::string& key : group) {
    const Spelling& one = spellings_.at(key);
    if (one.is_sure) continue;
    std::string meant = only(one, is_same);
    const bool has_rivals = std::ranges::any_of(group, [&](const std::string& other) {
      return spellings_.at(other).is_sure && spellings_.at(other).letters == one.letters;
    });
    if (meant.empty() && !has_rivals) meant = only(one, is_near);
    if (meant.empty() && !has_rivals) {
      const std::string* most = &key;
      for (const std::string& other : group) {
        const Spelling& rival = spellings_.at(other);
        const bool is_more = rival.count > spellings_.at(*most).count ||
                             (rival.count == spellings_.at(*most).count && other < *most);
        if (rival.letters == one.letters && is_more) most = &other;
      }
      meant = *most;
    }
    if (!meant.empty() && meant != key) meant_[key] = std::move(meant);
  }
}

void AgencySpellings::settle() {
  std::map<std::string, Group> groups;
  for (const auto& [key, one] : spellings_) groups[key.substr(0, key.find('|'))].push_back(key);
  for (const auto& [kind, group] : groups) {
    if (group.size() * group.size() <= kMostPairs) settle(group);
  }
}

bool AgencySpellings::is_sure(const AgencyMention& agency) const {
  if (!agency.agency_name) return false;
  const auto found = spellings_.find(key_of(agency));
  return found != spellings_.end() && found->second.is_sure;
}

const AgencyMention* AgencySpellings::meant(const AgencyMention& agency) const {
  if (meant_.empty() || !agency.agency_name) return nullptr;
  const auto found = meant_.find(key_of(agency));
  return found == meant_.end() ? nullptr : &spellings_.at(found->second).agency;
}

}  // namespace codau::record
