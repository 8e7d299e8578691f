// review/queue/file_documents.h — lists the documents of a file, to show its division. Each
// document has its pages, the main values of its head, and the reason why it begins there.
#pragma once

#include <string>
#include <vector>

#include "core/message.h"
#include "review/queue/file_division.h"
#include "store/store_reader.h"

namespace codau::review {

/// One document of a file.
struct FileDocument {
  std::string doc_id;
  PageRange pages;
  std::string head;  ///< type, number, date and issuing organ, if known
  Message why;       ///< reason why the document begins at its first page
};

/// Returns all documents of the file, sorted by page.
[[nodiscard]] std::vector<FileDocument> list_file_documents(const store::StoreReader& store,
                                                            const FileDivision& division);

}  // namespace codau::review
