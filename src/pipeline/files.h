// pipeline/files.h — what is done to files besides writing them (export/files.h).
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <string_view>

#include "export/files.h"
#include "record/each_row.h"
#include "store/store.h"

namespace codau::pipeline {

/// Removes a file or folder, if it is there. Throws Error{kOutput}.
void remove_tree(const std::filesystem::path& path);

/// Removes what commands that were killed have left in an output. The folder of documents and each
/// of theirs, which are many, are looked through where the last one did not come to its end.
void sweep_output(const std::filesystem::path& out, bool was_finished);

/// Removes the folders of a document and of those behind it in its file (Store::further).
void remove_folders(const std::filesystem::path& out, const store::Store& store,
                    const std::string& doc_id);

/// A document's rows in its folder.
inline constexpr const char* kDocumentJson = "document.json";
/// Writes `folder`/document.json: its SHA-256. It waits among `files`. Throws Error{kOutput}.
std::string write_document_json(const std::filesystem::path& folder, const record::EachRow& rows,
                                exports::PartFiles& files);
/// The same, of a folder whose document.json has the SHA-256 `known`, where only rows of `tables`
/// are others now: the rest of the file, most of it, is copied and not made again. Where it is
/// another file, or none, all of it is made from `rows`.
std::string revise_document_json(const std::filesystem::path& folder, const record::EachRow& rows,
                                 std::span<const std::string> tables, std::string_view known,
                                 exports::PartFiles& files);
/// The first at once.
std::string write_document_json(const std::filesystem::path& folder, const record::EachRow& rows);

}  // namespace codau::pipeline
