#include "record/edits/carry_edits.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "record/edits/edit_row_finder.h"
#include "record/edits/edit_rules.h"

namespace codau::record {
namespace {

/// Edits by the document on which they were made, in the order in which they were made there.
using Homes = std::map<std::string, std::vector<HumanEdit>, std::less<>>;

/// Where edits were before: their documents, by the place where they were made.
struct Where {
  std::map<std::pair<std::string, std::size_t>, std::string> parts;
  /// Lost edits, by original document.
  std::map<std::string, std::set<std::string>, std::less<>> lost;
};

/// Collects all edits by their original document. An edit that two copies of the file have carried
/// is taken once; an edit that was made twice is taken twice.
Homes taken_home(std::vector<CarriedDocument>& parts, Where& where) {
  Homes homes;
  std::vector<HumanEdit> guests;
  for (CarriedDocument& part : parts) {
    for (HumanEdit& edit : part.edits) {
      if (edit.from) where.parts[{edit.from->doc_id, edit.from->place}] = part.doc_id;
      (edit.from ? guests : homes[part.doc_id]).push_back(std::move(edit));
    }
    part.edits.clear();
  }
  std::ranges::stable_sort(guests, {}, [](const HumanEdit& one) { return one.from->place; });
  // Numbers of edits, by original document and edit.
  std::map<std::pair<std::string, std::string>, std::size_t> at_home, met;
  for (const auto& [doc_id, edits] : homes) {
    for (const HumanEdit& edit : edits) ++at_home[{doc_id, to_json(edit)}];
  }
  std::set<std::tuple<std::string, std::size_t, std::string>> places;
  for (HumanEdit& guest : guests) {
    const EditOrigin from = *guest.from;
    guest.row_id = from.row_id;
    guest.from.reset();
    const std::string edit = to_json(guest);
    if (from.is_lost) where.lost[from.doc_id].insert(edit);
    if (!places.emplace(from.doc_id, from.place, edit).second) continue;
    if (++met[{from.doc_id, edit}] <= at_home[{from.doc_id, edit}]) continue;
    std::vector<HumanEdit>& home = homes[from.doc_id];
    home.insert(home.begin() + static_cast<std::ptrdiff_t>(std::min(from.place, home.size())),
                std::move(guest));
  }
  return homes;
}

bool is_verdict_on_document(const HumanEdit& edit) {
  return edit.table == "documents" && edit.action != EditAction::kSet &&
         edit.action != EditAction::kSetLine;
}

class Carrier {
 public:
  /// Argument `pages`: first pages of documents that may be gone.
  Carrier(std::vector<CarriedDocument>& parts, std::map<std::string, std::uint32_t> pages,
          Where where)
      : parts_(parts), pages_(std::move(pages)), where_(std::move(where)) {
    for (const CarriedDocument& part : parts_) {
      if (part.records) places_.emplace(part.doc_id, EditRowFinder(*part.records));
      if (part.before) before_.emplace_back(*part.before);
    }
  }

  std::size_t carry(Homes homes) {
    for (const auto& [home, edits] : homes) {  // edits of an added row follow that row
      for (const HumanEdit& edit : edits) {
        if (edit.action == EditAction::kAddRow)
          added_[make_added_text(edit.row_id)] = goal_of(home, edit).doc_id;
      }
    }
    for (auto& [home, edits] : homes) {
      for (std::size_t i = 0; i < edits.size(); ++i) give(home, i, edits[i]);
    }
    for (CarriedDocument& part : parts_) settle_in(part);
    return carried_;
  }

 private:
  /// The document that gets an edit, and the id of its row there. The id is empty if no row is
  /// certain: no row has its text, or several have.
  struct Goal {
    std::string doc_id, row_id;
    bool is_lost = false;
  };

  Goal goal_of(const std::string& home, const HumanEdit& edit) const {
    if (const auto added = added_.find(edit.read); added != added_.end())
      return {added->second, edit.row_id};
    if (edit.action == EditAction::kDivide) return {home, edit.row_id};
    const auto own = places_.find(home);
    if (own != places_.end()) {
      if (is_verdict_on_document(edit)) return {home, edit.row_id};
      if (std::string id = own->second.find(edit, true); !id.empty()) return {home, std::move(id)};
      if (is_without_place(edit)) return {home, edit.row_id};
    } else if (is_verdict_on_document(edit)) {
      return {holder_of(home), {}};
    }
    const std::string otherwise = own == places_.end() ? holder_of(home) : home;
    const bool is_lost = may_be_another(home, edit);
    Goal out{{}, {}, is_lost};
    for (const auto& [doc_id, places] : places_) {
      std::string id = places.find(edit, is_lost);
      if (id.empty()) continue;
      if (!out.row_id.empty()) return {otherwise, {}, true};
      out = {doc_id, std::move(id)};
    }
    if (out.row_id.empty()) out.doc_id = otherwise;
    return out;
  }

  /// Returns whether a row with the edit's text may be another row than the original one.
  [[nodiscard]] bool may_be_another(const std::string& home, const HumanEdit& edit) const {
    const auto lost = where_.lost.find(home);
    if (lost != where_.lost.end() && lost->second.contains(to_json(edit))) return true;
    std::size_t rows = 0;
    for (const EditRowFinder& places : before_) rows += places.count(edit);
    return rows > 1;
  }

  /// Returns whether the edit adds a row without parent.
  static bool is_without_place(const HumanEdit& edit) {
    return edit.action == EditAction::kAddRow && edit.read.empty();
  }

  /// Returns the document that has the first page of a document that is gone.
  [[nodiscard]] std::string holder_of(const std::string& home) const {
    const std::uint32_t page = first_page_of(home);
    const CarriedDocument* out = nullptr;
    for (const CarriedDocument& part : parts_) {
      const bool is_it = out == nullptr || (page > 0 && part.page_from <= page);
      if (part.records && is_it) out = &part;
    }
    return out->doc_id;
  }

  [[nodiscard]] std::uint32_t first_page_of(const std::string& home) const {
    const auto was = std::ranges::find(parts_, home, &CarriedDocument::doc_id);
    if (was != parts_.end()) return was->page_from;
    const auto known = pages_.find(home);
    return known == pages_.end() ? 0 : known->second;
  }

  void give(const std::string& home, std::size_t place, HumanEdit& edit) {
    const Goal goal = goal_of(home, edit);
    const bool is_known = !goal.row_id.empty();
    const bool stays = goal.doc_id == home;
    const auto before = where_.parts.find({home, place});
    const std::string& was = before == where_.parts.end() ? home : before->second;
    if (is_known && goal.doc_id != was) ++carried_;
    if (!stays || goal.is_lost) {
      edit.from = EditOrigin{home, edit.row_id, place, first_page_of(home), goal.is_lost};
      if (is_known) edit.row_id = goal.row_id;
    }
    (stays ? own_ : guests_)[goal.doc_id].push_back(std::move(edit));
  }

  /// Sorts the edits of a document by time. Edits made on one document keep their order, even if a
  /// clock went back. At the same time, edits made here come first.
  void settle_in(CarriedDocument& part) {
    std::vector<std::tuple<std::string, bool, std::string, std::size_t>> order;  // of all edits
    std::vector<HumanEdit> all = std::move(own_[part.doc_id]);
    const std::size_t own = all.size();
    std::ranges::move(guests_[part.doc_id], std::back_inserter(all));
    std::map<std::string, std::string> latest;  // latest time, by original document
    for (std::size_t i = 0; i < all.size(); ++i) {
      const std::string home = i < own ? std::string() : all[i].from->doc_id;
      std::string& at = latest[home];
      at = std::max(at, all[i].at);
      order.emplace_back(at, i >= own, home, i);
    }
    std::ranges::sort(order);
    for (const auto& [at, is_guest, home, i] : order) part.edits.push_back(std::move(all[i]));
  }

  std::vector<CarriedDocument>& parts_;
  std::map<std::string, std::uint32_t> pages_;
  Where where_;
  std::map<std::string, EditRowFinder, std::less<>> places_;
  std::vector<EditRowFinder> before_;
  std::map<std::string, std::string, std::less<>> added_;  ///< documents, by make_added_text()
  std::map<std::string, std::vector<HumanEdit>, std::less<>> own_, guests_;
  std::size_t carried_ = 0;
};

}  // namespace

std::vector<HumanEdit> to_carried_edits(std::vector<HumanEdit> edits, const std::string& doc_id,
                                        std::uint32_t page, const std::string& host) {
  std::vector<HumanEdit> out;
  for (std::size_t i = 0; i < edits.size(); ++i) {
    HumanEdit& edit = edits[i];
    if (!edit.from) {
      edit.from = EditOrigin{doc_id, edit.row_id, i, page};
    } else if (edit.from->doc_id == host) {
      edit.row_id = edit.from->row_id;
      edit.from.reset();
    }
    out.push_back(std::move(edit));
  }
  return out;
}

std::size_t carry_edits(std::vector<CarriedDocument>& parts) {
  std::map<std::string, std::uint32_t> pages;
  for (const CarriedDocument& part : parts) {
    for (const HumanEdit& edit : part.edits) {
      if (edit.from) pages[edit.from->doc_id] = edit.from->page;
    }
  }
  Where where;
  Homes homes = taken_home(parts, where);
  return Carrier(parts, std::move(pages), std::move(where)).carry(std::move(homes));
}

}  // namespace codau::record
