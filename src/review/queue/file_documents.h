// review/queue/file_documents.h — the documents of a file as its division shows them: pages, head,
// why.
#pragma once

#include <string>
#include <vector>

#include "core/message.h"
#include "review/queue/file_division.h"
#include "store/store_reader.h"

namespace codau::review {

struct FileDocument {
  std::string doc_id;
  PageRange pages;
  std::string head;  ///< type, number, day and organ, as far as they are known
  Message why;       ///< why a document begins there
};

/// All documents of the file, by their pages.
[[nodiscard]] std::vector<FileDocument> list_file_documents(const store::StoreReader& store,
                                                            const FileDivision& division);

}  // namespace codau::review
