"""The tables, indexes and views of projects, one a line, as the migrations make them.

First format, last format (“-”: the newest), fingerprint (`annotator.store.file.shape`), kind, name.
A test makes projects of every format and shows the lines that are lacking.
"""

KNOWN = """
1 - 97f354d3e5a6a5538bac2f61cb284295 table alembic_version
1 - 80161644dccb069a63fef48dcf9ddb7f table annotator
1 - f79eebbce3d06cd610ca05cc31398ff1 table article
1 - f70286b7ce831f271df61592f2bb4b18 table label
1 - f83a30bf29c91493894f653638ff3a9d table project
1 1 1722c6e85d2fdf854ded462e0d86d561 table suggestion_source
1 - e3513d28129e33dc8dbb1b69900d01d4 index uq_suggestion_source_name_version
1 - 5e1d99b640921dbaeb60ee69dbe22dd3 table article_text
1 - 496762d6f7750710e6b69b2651b797a5 table event
1 - 375383be3eb11d251381971277ffbdf4 table guidelines
1 - cb6c3216a3c70546b162bd10554a9a84 table muted_range
1 - 48142c8d6e07b612d853533620710079 index ix_muted_range_article_id
1 - 941025af2eeb57590c61124a3155792f table unmuted_range
1 - 55fa2fe7c32585534f4972986382f016 index ix_unmuted_range_article_id
1 - fc15d105ce588eef72bfe6c68ac3f1a2 table learnt_line
1 - 3b2b4e9ce88bdffcdc108c6cfe7081d8 table story
1 - 0b40b68fa3320991745a2becd77f4528 index ix_story_first_id
1 - d9a2198233a4eac4823342f140fb74c5 table suggestion
1 - cd8fddb1700afd198561342d39692ed3 index ix_suggestion_article_id
1 - 22c4b0c4558abb23b3325fea85d30261 table suggestion_run
1 - 62b4b35de39f5568f1bdaf24994d1dd1 table time_spent
1 7 0d140681ef5adcb30dc9cc9ae7f3e6dc table work
1 - 55054c8ba0efa74fb74a79031b291500 index ix_work_annotator_id_status
1 - 5c9da480bf8dc45356e056cb378b695b table article_summary
1 - cde240d295f32439abebae985eb36a56 index ix_article_summary_title_key
1 - 3fe04a8f2d9415eb705e5194fd2d6b2b index ix_article_summary_published
1 - 83f2d4bb834e64b19b7c8dc51cc9a9dd index ix_article_summary_length
1 - aef9f7070ee688cfc41e429dfd38f365 index ix_article_summary_source
1 - 4e51a7e7c7419f6a118392ee3db4fca8 index ix_article_summary_shuffle
1 - 3f900f4bb644986bba89418660785880 index ix_article_summary_suggestions
1 - a3c3f96a2e46f9de8bafdaa65d3abf1b index ix_article_summary_lowest_score
1 6 9aa9f706db1958ce9b7e4b86630a6ce4 table tally
1 - c41403c8e67f737d550c07d20fa00e43 index ix_tally_annotator_id
1 - a1862201e2790953cef91412f50b6274 table assignment
1 - e3f40db3e79321c93e9d1c2719d6d09e index ix_assignment_annotator_id
1 - be8be6182e5e84796bb80b4029c1ad5e table annotation
1 - 296e75c168cab5ef62aa9877a8c5d6b6 index ix_annotation_article_id
1 - f48fa78ba2117dd4ca25138a1d4995c0 index ix_annotation_suggestion_id
1 - d8c56562e678403ae4c9ba736889ce09 table decision
1 - 065a40193166f36163cd7bcb9a3469ec index ix_decision_annotation_id
1 - 427c6d83c791eaadfce46c5eb0b7ac66 index ix_decision_article_id
1 - d493cd59f1a60467f72db78086991d52 view article_search
1 - 3d19b9fc404e1dcb0d4b18610733bcba table article_fts
1 - 9677e37d34dc52f35de45d1b76902956 table article_fts_data
1 - 2558962ba0dc48b319261ef1d7a27a4e table article_fts_idx
1 - f8db2ea3324148d02bf255fad41570dc table article_fts_docsize
1 - fc1a759fdde15448d321e1af31be745a table article_fts_config
2 - 07b8282c46e6c8fa819fe2b542c2adf5 table suggestion_source
2 - 1eedc358c3a121af47b9b7260a9024ac table project_name
3 - fd294b63e44e0fd2d0c469f5265ce5a9 table article_signs
4 - 3c6a362eef3d95edd51f9c347c0b04c2 table work_version
4 - b6b18312767a351b471a8a19bcc8d0cd table kept_version
4 - 5145874a092ff1e1d394eddbd9da6632 table time_share
5 8 7fcc3ade750d8bc52744f07bd2f82fc7 table ruling
9 - 741c380c1df1c7d38434c44e8d299702 table ruling
5 - 1a464ec9d4950b749434865ff9bec6ef index ix_ruling_article_id
5 8 4bf83658f3f6d64b3f795132decab62a table gold_span
9 - 3a7620f9e514da8928ae48b47578d117 table gold_span
5 - 8fbaddaf1448a270876c9e681c697059 index uq_gold_span_place
5 - b39b835c50054db4c41dff70e3c66099 index ix_gold_span_ruling_id
5 8 42be499a226f9866b78aa4f62ef9c1dd table review
9 - 702d84afef3d48d176a79d6465261fb5 table review
5 - ef2ff3af3d6abdde069ce95c29b4c97f index ix_review_status
5 5 1d9d604582e10e74e63461e6c04e683a table comment
5 - 6d0860e9958fbb086ef6a552e8af01f4 index ix_comment_article_id
5 - 676dfc14a4ac532c39235e9a4efe7950 index ix_comment_ruling_id
6 - b40c5a8c9f6e697b3100133a445a4bde table comment
6 - 4099209805da3d9a53093edbb9f46f73 table received_feedback
7 - 7d8b757c99d2bfc781ffa6e16ed2fc99 table tally
8 - 295f755f0c57d8a2448f747d04b03121 table work
8 - fe91eb0a170a869a6e02d4513e02e225 table undo_step
8 - 1ead7b30148561bb62e4d72cac8623d0 index ix_undo_step_annotator_id_event_id
"""
