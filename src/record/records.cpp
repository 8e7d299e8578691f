#include "record/records.h"

#include "record/making.h"

namespace codau::record {

Records to_records(const document::Document& document, const RestoredDocument& text,
                   const SourceInfo& source) {
  Making making(document, text, source);
  add_document_rows(making);
  add_section_rows(making);
  add_task_rows(making);
  add_citation_rows(making);
  return making.take();
}

}  // namespace codau::record
