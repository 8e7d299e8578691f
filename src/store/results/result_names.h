// store/results/result_names.h — chooses the names of result files: OUT/text/NAME.txt,
// OUT/pdf/NAME.pdf. A person who knows a scan finds its results without a list.
//
// A name depends only on the following values, not on the order of runs:
// 1. The stem: the path of the scan without its ending, made safe for Windows. If several paths
//    have the same content, the stem that is first in the order of bytes. If the images of a folder
//    are one document (`--group folder`), the path of the folder. The further documents of a file
//    get " (2)", " (3)" … at the end.
// 2. The doc_id: for the first document of a file, 16 hex digits of the SHA-256 of the source.
// 3. The other documents of the output with the same folded stem ("rivals"). If there are any, all
//    of them get " ~" and four hex digits of their doc_id. If the four are equal too, eight or
//    sixteen.
// 4. Foreign files with such a name, which codau has not written. They stay, and the document gets
//    the next longer name.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>

namespace codau::store {

/// Returns the stem of a scan: `path` without its ending, if codau reads files with this ending.
/// `path`: relative to the given input, any bytes. Laws:
/// 1. Every part of a stem is a valid name on Windows: no device name (CON, NUL.x), no forbidden
///    character, no dot or space at the end. It has at most 120 UTF-16 units and 180 bytes.
/// 2. A stem has at most 180 UTF-16 units: a longer path loses its innermost folders.
/// 3. No folder of a stem ends like a result (.txt, .pdf), so that a folder never takes the name of
///    a file.
/// 4. NFC and NFD of a path have the same stem.
[[nodiscard]] std::string make_scan_stem(std::string_view path);
/// Returns the stem of a folder whose images are one document. The laws of make_scan_stem() hold.
[[nodiscard]] std::string make_folder_stem(std::string_view path);
/// Returns the stem of the document `number` of a file, from 2: "STEM (2)".
[[nodiscard]] std::string make_further_stem(std::string_view stem, std::size_t number);

/// Returns the folded stem. Two stems with the same folded stem would be one file on some system.
/// Laws: idempotent; case and NFC or NFD do not matter.
[[nodiscard]] std::string fold_stem(std::string_view stem);

/// A document and the stem of its name.
struct NamedDocument {
  std::string doc_id, stem;
};
/// Tells whether a file of this name exists that codau has not written.
using IsForeign = std::function<bool(const std::string& name)>;
/// Tells whether another document with the same folded stem has a doc_id with this prefix. The
/// prefix "" asks for any such document.
using HasRival = std::function<bool(std::string_view prefix)>;
/// Returns the name of a document. Throws Error{kOutput} if all of its possible names are foreign.
/// Laws:
/// 1. Names of different documents differ, also after folding.
/// 2. A document without rivals has its stem as its name, unless the stem ends like a marked name.
/// 3. All documents with rivals get a mark, in whatever order they came.
[[nodiscard]] std::string make_result_name(const NamedDocument& document, const HasRival& has_rival,
                                           const IsForeign& is_foreign = {});

}  // namespace codau::store
