#include "pipeline/cross_references.h"

#include <string>
#include <utility>
#include <vector>

#include "export/files.h"
#include "pipeline/one_document.h"
#include "record/row.h"
#include "record/schema.h"
#include "record/xref.h"

namespace codau::pipeline {
namespace {

namespace fs = std::filesystem;

record::Records sorted(record::Records records) {
  for (const record::Table& table : record::schema()) {
    record::sort_by_key(table, records[std::string(table.name)]);
  }
  return records;
}

// The file before the rows: whoever is killed between them finds the rows unfinished and goes on.
void revise(store::Store& store, const fs::path& out, const std::string& doc_id,
            const record::XrefFindings& findings) {
  const record::Records records =
      record::with_xref(record::without_xref(sorted(store.records_of(doc_id))), findings);
  const fs::path folder = out / "documents" / doc_id;
  if (fs::exists(folder)) {
    exports::write_atomically(folder / "document.json",
                              [&](exports::FileSink& sink) { write_document_json(records, sink); });
  }
  store.revise_records(doc_id, records);
}

}  // namespace

void write_cross_references(store::Store& store, const fs::path& out) {
  const std::vector<std::string> ids = store.documents();
  std::vector<record::XrefFacts> facts;
  facts.reserve(ids.size());
  for (const std::string& id : ids) {
    facts.push_back(record::xref_facts(record::without_xref(sorted(store.head_of(id)))));
  }
  const auto found = record::resolve(facts);
  facts = {};
  for (const std::string& id : ids) {
    const record::Records before = sorted(store.head_of(id));
    const record::XrefFindings& findings = found.at(id);
    if (record::with_xref(record::without_xref(before), findings) != before)
      revise(store, out, id, findings);
  }
}

}  // namespace codau::pipeline
