#include "review/queue.h"

#include <algorithm>
#include <utility>

namespace codau::review {
namespace {

std::string field_of(const Doubt& doubt) { return doubt.table + '.' + doubt.field; }

}  // namespace

void Queue::put(Card card, std::vector<Doubt> doubts) {
  remove(card.doc_id);
  if (doubts.empty()) return;
  for (std::size_t i = 0; i < doubts.size(); ++i) ranks_.emplace(-doubts[i].cost, card.doc_id, i);
  const std::string doc_id = card.doc_id;
  documents_.insert_or_assign(doc_id, Entry{std::move(card), std::move(doubts)});
}

void Queue::remove(std::string_view doc_id) {
  const auto found = documents_.find(doc_id);
  if (found == documents_.end()) return;
  const std::vector<Doubt>& doubts = found->second.doubts;
  for (std::size_t i = 0; i < doubts.size(); ++i) ranks_.erase({-doubts[i].cost, found->first, i});
  documents_.erase(found);
}

bool Queue::lets(const Filter& filter, const Card& card, const Doubt& doubt) {
  return (filter.doc_id.empty() || filter.doc_id == card.doc_id) &&
         (filter.organ.empty() || filter.organ == card.organ) &&
         (filter.field.empty() || filter.field == field_of(doubt)) &&
         (filter.reason.empty() ||
          std::ranges::find(doubt.reasons, filter.reason) != doubt.reasons.end());
}

std::vector<Queue::Item> Queue::list(const Filter& filter, const std::optional<Rank>& after,
                                     std::size_t most) const {
  std::vector<Item> out;
  for (auto at = after ? ranks_.upper_bound(*after) : ranks_.begin();
       at != ranks_.end() && out.size() < most; ++at) {
    const Entry& entry = documents_.find(std::get<1>(*at))->second;
    const Doubt& doubt = entry.doubts[std::get<2>(*at)];
    if (lets(filter, entry.card, doubt)) out.push_back({&entry.card, &doubt, *at});
  }
  return out;
}

Queue::Counts Queue::count(const Filter& filter) const {
  Counts out;
  for (const auto& [doc_id, entry] : documents_) {
    for (const Doubt& doubt : entry.doubts) {
      if (!lets(filter, entry.card, doubt)) continue;
      ++out.all;
      ++out.fields[field_of(doubt)];
      ++out.organs[entry.card.organ];
      ++out.documents[doc_id];
      for (const std::string& reason : doubt.reasons) ++out.reasons[reason];
    }
  }
  return out;
}

const Card* Queue::card(std::string_view doc_id) const {
  const auto found = documents_.find(doc_id);
  return found == documents_.end() ? nullptr : &found->second.card;
}

std::vector<const Doubt*> Queue::of_document(std::string_view doc_id) const {
  std::vector<const Doubt*> out;
  const auto found = documents_.find(doc_id);
  if (found == documents_.end()) return out;
  for (const Doubt& doubt : found->second.doubts) out.push_back(&doubt);
  return out;
}

std::vector<const Doubt*> Queue::of_row(std::string_view doc_id, std::string_view table,
                                        std::string_view row_id) const {
  std::vector<const Doubt*> out;
  const auto found = documents_.find(doc_id);
  if (found == documents_.end()) return out;
  for (const Doubt& doubt : found->second.doubts) {
    if (doubt.table == table && doubt.row_id == row_id) out.push_back(&doubt);
  }
  return out;
}

}  // namespace codau::review
