#include "review/queue/lookout.h"

#include <algorithm>
#include <map>
#include <optional>

#include "record/doubts.h"
#include "record/row.h"
#include "record/schema.h"
#include "review/queue/json.h"
#include "review/queue/rows.h"
#include "store/open_doubts.h"

namespace codau::review {
namespace {

using record::Row;
using record::Table;
using record::text_of;

}  // namespace

Lookout::Lookout(std::filesystem::path out, std::function<void()> let_go)
    : out_(std::move(out)), let_go_(std::move(let_go)) {}

Lookout::Reading Lookout::read() {
  if (!reader_ || !reader_->renew()) {
    reader_.reset();  // first: what a connection shares with others of the file goes with the last
    let_go_();
    reader_ = std::make_unique<store::Reader>(out_ / "codau.db");
    reader_->keep_little();
  }
  return Reading(reader_);
}

void Lookout::look_again() {
  const Reading reading = read();
  const store::Reader& store = *reading;
  if (store.seq() == seq_) return;
  if (seq_ < 0 || store.first_seq() > seq_) {
    list_documents(store);
  } else {
    for (const store::DocumentChange& change : store.changes_since(seq_))
      look_at(store, change.doc_id);
  }
  seq_ = store.seq();
}

void Lookout::list_documents(const store::Reader& store) {
  queue_ = {};
  unseen_.clear();
  std::map<std::string, int, std::less<>> costs, by_document;
  store.each_reason([&](const std::string& doc_id, const std::string& code) {
    auto cost = costs.find(code);
    if (cost == costs.end()) cost = costs.emplace(code, record::most_cost_of(code)).first;
    if (cost->second == 0) return;
    int& most = by_document[doc_id];
    most = std::max(most, cost->second);
  });
  for (auto at = by_document.rbegin(); at != by_document.rend(); ++at)
    unseen_.emplace_back(at->second, at->first);
  std::ranges::stable_sort(unseen_, {}, [](const auto& one) { return one.first; });
}

bool Lookout::look_on(std::chrono::milliseconds most) {
  if (unseen_.empty()) return false;
  const auto end = std::chrono::steady_clock::now() + most;
  const Reading reading = read();
  const store::Reader& store = *reading;
  do {
    look_at(store, unseen_.back().second);
    unseen_.pop_back();
  } while (!unseen_.empty() && std::chrono::steady_clock::now() < end);
  return !unseen_.empty();
}

void Lookout::look_at(const store::Reader& store, std::string_view doc_id) {
  const Table& documents = record::table("documents");
  const auto rows = rows_with(store, documents, doc_id, {"organ_name"});
  if (rows.empty()) return queue_.remove(doc_id);
  const std::vector<Doubt> doubts = store::open_doubts(store, doc_id);
  Card card{std::string(doc_id), "", text_of(documents, rows.front(), "organ_name")};
  if (!doubts.empty()) {
    const Table& sources = record::table("sources");
    for (const Row& row :
         rows_with(store, sources, doc_id, {"source_path", "page_from", "page_to"})) {
      if (card.name.empty()) card.name = shown_name(row);
    }
  }
  queue_.put(card, doubts);
  looked_ = {card.doc_id, store.edits(doc_id).size()};
}

void Lookout::look_if_new(std::string_view doc_id) {
  look_again();
  const Reading reading = read();
  const store::Reader& store = *reading;
  if (looked_ != std::pair(std::string(doc_id), store.edits(doc_id).size())) look_at(store, doc_id);
}

std::set<std::string> Lookout::open_fields(std::string_view doc_id, std::string_view table,
                                           std::string_view row_id) {
  look_if_new(doc_id);
  std::set<std::string> out;
  for (const Doubt& one : queue_.of_row(doc_id, table, row_id)) out.insert(one.field);
  return out;
}

}  // namespace codau::review
