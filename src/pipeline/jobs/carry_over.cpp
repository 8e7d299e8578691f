#include "pipeline/jobs/carry_over.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/error.h"
#include "pipeline/edits/corrector.h"
#include "pipeline/jobs/document_stage.h"
#include "record/edits/carry_edits.h"
#include "record/edits/edit_row_finder.h"
#include "record/edits/human_edit.h"
#include "record/schema/validate.h"

namespace codau::pipeline {

CarriedEdits carry_over_edits(store::Store& store, const InputSource& source, DocumentJob& making,
                              const text::Lexicon& lexicon) {
  const std::string& first = source.info.doc_id;
  std::vector<std::string> gone = store.sub_documents(first);
  const std::size_t before = gone.size();
  for (const DocumentJob::SubDocumentJob& one : making.sub_documents) std::erase(gone, one.doc_id);
  const bool is_as_before = gone.empty() && before == making.sub_documents.size();
  std::vector<std::string> all = gone;
  for (const DocumentJob::SubDocumentJob& one : making.sub_documents) all.push_back(one.doc_id);
  all.push_back(first);
  const auto is_untouched = [&](const auto& one) { return store.edits(one).empty(); };
  if (all.size() == 1 || std::ranges::all_of(all, is_untouched)) return {};
  std::vector<record::CarriedDocument> parts;
  const auto add = [&](const std::string& doc_id, std::uint32_t page,
                       std::optional<record::Records> made) {
    parts.push_back({doc_id, page, std::move(made), load_edits(store, doc_id, ErrorCode::kInput),
                     store.records_of(doc_id)});
  };
  add(first, source.is_text() ? 0 : 1, making.parts->records(first));
  for (DocumentJob::SubDocumentJob& one : making.sub_documents)
    add(one.doc_id, one.page_from, one.parts.records(one.doc_id));
  for (const std::string& doc_id : gone) {
    add(doc_id, 0, std::nullopt);
    parts.back().page_from = record::find_first_page(*parts.back().before);
  }
  CarriedEdits out{record::carry_edits(parts)};
  for (const record::CarriedDocument& part : parts) {  // before any edit is stored
    if (!part.records) continue;
    const auto edited = record::apply_edits(lexicon, *part.records, part.edits);
    const auto findings = record::validate_rows(edited.records);
    if (!findings.empty())
      throw Error(ErrorCode::kInternal, "edits carried over: " + findings.front());
    out.open += static_cast<std::size_t>(
        std::ranges::count(edited.open, false, &record::OpenEdit::is_disputed));
  }
  for (const record::CarriedDocument& part : parts) {
    std::vector<std::string> lines;
    for (const record::HumanEdit& edit : part.edits) lines.push_back(record::to_json(edit));
    if (lines != store.edits(part.doc_id)) store.put_edits(part.doc_id, lines);
  }
  return is_as_before ? CarriedEdits{} : out;
}

}  // namespace codau::pipeline
