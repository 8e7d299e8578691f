// Law (document/read_document.h, record/rows/records.h): any bytes that are a text give a document,
// and rows that fit their tables.
#include <cstdlib>
#include <iostream>

#include "../support/lexicon.h"
#include "../support/plain_document.h"
#include "core/error.h"
#include "document/read_document.h"
#include "record/rows/records.h"
#include "record/schema/ids.h"
#include "record/schema/validate.h"
#include "replay.h"
#include "text/normalise.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace codau;
  const std::string bytes(data, data + size);
  std::string decoded;
  try {
    decoded = text::decode_text_file(bytes).text;
  } catch (const Error& e) {
    if (e.code() != ErrorCode::kInput) std::abort();
    return 0;
  }
  const RestoredDocument text = testing::plain_document(decoded);
  record::SourceInfo source;
  source.sha256 = record::sha256(bytes);
  source.doc_id = record::doc_id(source.sha256);
  source.bytes = bytes.size();
  source.format = "txt";
  source.text_layer = "none";
  source.names = {{"a.txt", "a.txt"}};
  source.pipeline_version = "0";
  const record::Records records = record::to_records(
      codau::own_lexicon(), document::read_document(codau::own_lexicon(), text), text, source);
  const std::vector<std::string> wrong = record::validate_rows(records);
  for (const std::string& line : wrong) std::cerr << line << '\n';
  if (!wrong.empty()) std::abort();
  return 0;
}
