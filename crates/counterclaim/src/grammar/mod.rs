//! Room 4: tags, dictionary forms and dependency arcs, from a trained model.
