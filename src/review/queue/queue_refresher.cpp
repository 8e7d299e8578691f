#include "review/queue/queue_refresher.h"

#include <algorithm>
#include <map>
#include <optional>

#include "record/edits/review_doubts.h"
#include "record/schema/row.h"
#include "record/schema/schema.h"
#include "record/schema/typed_row.h"
#include "review/queue/json.h"
#include "review/queue/rows.h"
#include "store/open_doubts.h"

namespace codau::review {
namespace {

using record::Documents;
using record::Row;
using record::Sources;
using record::Table;

}  // namespace

QueueRefresher::QueueRefresher(std::filesystem::path out, std::function<void()> let_go)
    : out_(std::move(out)), let_go_(std::move(let_go)) {}

QueueRefresher::Snapshot QueueRefresher::open_snapshot() {
  if (!reader_ || !reader_->refresh()) {
    reader_.reset();  // before opening: the last connection to the file frees shared data
    let_go_();
    reader_ = std::make_unique<store::StoreReader>(out_ / "codau.db");
    reader_->limit_cache();
  }
  return Snapshot(reader_);
}

void QueueRefresher::refresh_documents() {
  const Snapshot reading = open_snapshot();
  const store::StoreReader& store = *reading;
  if (store.seq() == seq_) return;
  if (seq_ < 0 || store.feed_start() > seq_) {
    list_documents(store);
  } else {
    for (const store::DocumentChange& change : store.changes_since(seq_))
      refresh_document(store, change.doc_id);
  }
  seq_ = store.seq();
}

void QueueRefresher::list_documents(const store::StoreReader& store) {
  queue_ = {};
  unseen_.clear();
  std::map<std::string, int, std::less<>> costs, by_document;
  store.for_each_reason([&](const std::string& doc_id, const std::string& code) {
    auto cost = costs.find(code);
    if (cost == costs.end()) cost = costs.emplace(code, record::find_max_cost(code)).first;
    if (cost->second == 0) return;
    int& most = by_document[doc_id];
    most = std::max(most, cost->second);
  });
  for (auto at = by_document.rbegin(); at != by_document.rend(); ++at)
    unseen_.emplace_back(at->second, at->first);
  std::ranges::stable_sort(unseen_, {}, [](const auto& one) { return one.first; });
}

bool QueueRefresher::refresh_for(std::chrono::milliseconds most) {
  if (unseen_.empty()) return false;
  const auto end = std::chrono::steady_clock::now() + most;
  const Snapshot reading = open_snapshot();
  const store::StoreReader& store = *reading;
  do {
    refresh_document(store, unseen_.back().second);
    unseen_.pop_back();
  } while (!unseen_.empty() && std::chrono::steady_clock::now() < end);
  return !unseen_.empty();
}

void QueueRefresher::refresh_document(const store::StoreReader& store, std::string_view doc_id) {
  const Table& documents = record::table(record::TableId::kDocuments);
  const auto rows = load_rows(store, documents, doc_id, {Documents::organ_name.name});
  if (rows.empty()) return queue_.remove(doc_id);
  const std::vector<ReviewDoubt> doubts = store::find_open_doubts(store, doc_id);
  DocumentCard card{std::string(doc_id), "",
                    record::ConstCells<Documents>(rows.front()).text(Documents::organ_name)};
  if (!doubts.empty()) {
    const Table& sources = record::table(record::TableId::kSources);
    for (const Row& row :
         load_rows(store, sources, doc_id,
                   {Sources::source_path.name, Sources::page_from.name, Sources::page_to.name})) {
      if (card.name.empty()) card.name = make_source_label(row);
    }
  }
  queue_.put(card, doubts);
  looked_ = {card.doc_id, store.edits(doc_id).size()};
}

void QueueRefresher::refresh_if_changed(std::string_view doc_id) {
  refresh_documents();
  const Snapshot reading = open_snapshot();
  const store::StoreReader& store = *reading;
  if (looked_ != std::pair(std::string(doc_id), store.edits(doc_id).size()))
    refresh_document(store, doc_id);
}

std::set<std::string> QueueRefresher::find_open_fields(std::string_view doc_id,
                                                       std::string_view table,
                                                       std::string_view row_id) {
  refresh_if_changed(doc_id);
  std::set<std::string> out;
  for (const ReviewDoubt& one : queue_.of_row(doc_id, table, row_id)) out.insert(one.field);
  return out;
}

}  // namespace codau::review
