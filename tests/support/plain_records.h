// support/plain_records.h — the rows of a document of plain text.
#pragma once

#include <string>
#include <string_view>

#include "document/read_document.h"
#include "lexicon.h"
#include "plain_document.h"
#include "record/rows/records.h"

namespace codau::testing {

inline record::Records plain_records(std::string_view text) {
  const RestoredDocument document = plain_document(text);
  record::SourceInfo source;
  source.doc_id = "0123456789abcdef";
  source.sha256 = std::string(64, 'a');
  source.format = "txt";
  source.text_layer = "none";
  source.names = {{"a.txt", "a.txt"}};
  source.pipeline_version = "0.1.0";
  return record::to_records(own_lexicon(), document::read_document(own_lexicon(), document),
                            document, source);
}

}  // namespace codau::testing
