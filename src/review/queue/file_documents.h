// review/queue/file_documents.h — the documents of a file as its division shows them: pages, head,
// why.
#pragma once

#include <string>
#include <vector>

#include "core/message.h"
#include "review/queue/division.h"
#include "store/reader.h"

namespace codau::review {

struct FileDocument {
  std::string doc_id;
  PageRange pages;
  std::string head;  ///< type, number, day and organ, as far as they are known
  Message why;       ///< why a document begins there
};

/// All documents of the file, by their pages.
[[nodiscard]] std::vector<FileDocument> documents_of_file(const store::Reader& store,
                                                          const Division& division);

}  // namespace codau::review
