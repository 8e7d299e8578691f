#include "review/lookout.h"

#include <algorithm>
#include <initializer_list>
#include <map>
#include <optional>

#include "record/human_edit.h"
#include "record/records.h"
#include "record/row.h"
#include "record/schema.h"
#include "review/doubts.h"
#include "review/json.h"
#include "review/rows.h"

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
    if (cost == costs.end()) cost = costs.emplace(code, most_cost_of(code)).first;
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
  record::Records records;
  const auto take = [&](const char* name, std::initializer_list<std::string_view> columns) {
    records[name] = rows_with(store, record::table(name), doc_id, columns);
  };
  take("documents", {"organ_name", "review_status", "review_reasons"});
  if (records["documents"].empty()) return queue_.remove(doc_id);
  take("tasks", {"task_id", "review_status", "review_reasons", "conf_lead", "conf_deadline",
                 "conf_coop", "conf_output", "conf_task"});
  take("sections", {"section_id", "text", "review_status", "review_reasons"});
  const auto has = [&](const char* name, std::string_view beginning) {
    const Table& table = record::table(name);
    return std::ranges::any_of(records[name], [&](const Row& row) {
      return std::ranges::any_of(reasons_of(table, row), [&](const std::string& code) {
        return code.starts_with(beginning);
      });
    });
  };
  if (has("tasks", "AGENCY_")) take("task_agencies", {"task_id", "role", "agency_id"});
  if (has("documents", "OCR_LOW_CONF")) {
    std::vector<Row>& rows = records["evidence"];
    store.each_row_of(record::table("evidence"), doc_id,
                      [&](const Row& row, std::string_view) { rows.push_back(row); });
  }
  const std::vector<std::string> lines = store.edits(doc_id);
  std::vector<record::HumanEdit> edits;
  for (const std::string& line : lines) {
    if (auto edit = record::edit_from_json(line)) edits.push_back(std::move(*edit));
  }
  const std::vector<Doubt> doubts = doubts_of(records, edits);
  Card card{std::string(doc_id), "",
            text_of(record::table("documents"), records["documents"].front(), "organ_name")};
  if (!doubts.empty()) {
    const Table& sources = record::table("sources");
    for (const Row& row :
         rows_with(store, sources, doc_id, {"source_path", "page_from", "page_to"})) {
      if (card.name.empty()) card.name = shown_name(row);
    }
  }
  queue_.put(card, doubts);
  looked_ = {card.doc_id, lines.size()};
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
