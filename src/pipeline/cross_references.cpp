#include "pipeline/cross_references.h"

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "export/document_json.h"
#include "export/files.h"
#include "record/row.h"
#include "record/schema.h"
#include "record/xref.h"

namespace codau::pipeline {
namespace {

namespace fs = std::filesystem;

// Documents that are written together, since each commit waits for the disk. The files before the
// rows: whoever is killed between them finds the rows unfinished and goes on.
class Revisions {
 public:
  Revisions(store::Store& store, const fs::path& out) : store_(store), out_(out) {}

  void add(const std::string& doc_id, const record::XrefFindings& findings) {
    record::Records records = record::with_xref(
        record::without_xref(record::sorted_by_key(store_.records_of(doc_id))), findings);
    const fs::path folder = out_ / "documents" / doc_id;
    if (fs::exists(folder)) {
      exports::write_atomically(folder / "document.json", [&](exports::FileSink& sink) {
        exports::write_document_json(records, sink);
      });
    }
    for (const auto& [name, rows] : records) rows_ += rows.size();
    documents_.emplace_back(doc_id, std::move(records));
    constexpr std::size_t kEnoughRows = 20'000;
    if (rows_ > kEnoughRows) write();
  }

  void write() {
    store_.revise_records(documents_);
    documents_.clear();
    rows_ = 0;
  }

 private:
  store::Store& store_;
  const fs::path& out_;
  std::vector<std::pair<std::string, record::Records>> documents_;
  std::size_t rows_ = 0;
};

}  // namespace

void write_cross_references(store::Store& store, const fs::path& out) {
  const store::Store::XrefWork work = store.xref_work();
  std::vector<record::XrefFacts> facts;
  facts.reserve(work.needed.size());
  for (const std::string& id : work.needed) {
    facts.push_back(
        record::xref_facts(record::without_xref(record::sorted_by_key(store.head_of(id)))));
  }
  const auto found = record::resolve(facts);
  facts = {};
  Revisions revisions(store, out);
  for (const std::string& id : work.changed) {
    const record::Records before = record::sorted_by_key(store.head_of(id));
    const record::XrefFindings& findings = found.at(id);
    if (record::with_xref(record::without_xref(before), findings) != before)
      revisions.add(id, findings);
  }
  revisions.write();
  store.settle_xref();
}

}  // namespace codau::pipeline
