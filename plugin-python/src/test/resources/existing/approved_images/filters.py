import logging
from datetime import datetime, timedelta

import simplejson as json
from sqlalchemy import and_, func, not_, or_

from DivvyDb import DivvyDbObjects as dbo
from DivvyDb.DivvyCloudGatewayORM import DivvyCloudGatewayORM
from DivvyDb.QueryFilters.cloud_types import CloudType
from DivvyDb.QueryFilters.registry import QueryRegistry
from DivvyResource.resource_types import ResourceType
from DivvyUtils.field_definition import (
    BooleanField, FieldOptions, FloatField, IntegerField, MultiSelectionField, SelectionField, StringField
)

logger = logging.getLogger('ApprovedImages')
default_filters_author = 'Example Corp.'


@QueryRegistry.register(
    query_id='example.filter.Same_image_as',
    name='Runs The Image Of An Instance',
    description=(
        'Match instances which run an image that another '
        'instance runs'
    ),
    author=default_filters_author,
    supported_clouds=[CloudType.AMAZON_WEB_SERVICES, CloudType.AMAZON_WEB_SERVICES_GOV],
    supported_resources=[ResourceType.INSTANCE],
    settings_config=[
        StringField(
            name='name',
            display_name='Instance name',
            description='The other instance',
            options=[FieldOptions.REQUIRED, FieldOptions.MONOSPACE]
        )
    ],
    version='21.3'
)
def same_image_as(query, db_cls, settings_config):
    db = DivvyCloudGatewayORM()
    logger.info('looking for images of %s', settings_config['name'])
    return query.filter(db_cls.image_id.in_(
        db.session.query(
            dbo.Instance.image_id
        ).filter(
            dbo.Instance.name == settings_config['name']
        ).filter(
            dbo.Instance.organization_service_id.notin_(
                db.session.query(dbo.OrganizationService.organization_service_id).filter(
                    dbo.OrganizationService.cloud_type_id == 'AWS_GOV'
                )
            )
        )
    ))


@QueryRegistry.register(
    query_id='example.filter.untouched',
    name='Untouched',
    description='Many settings',
    supported_resources=[ResourceType.INSTANCE, ResourceType.VOLUME],
    settings_config=[
        MultiSelectionField(choices=[], name='names', display_name='Names', description='Patterns',
                            options=[FieldOptions.REQUIRED, FieldOptions.TAGS]),
        MultiSelectionField(choices=['running', 'stopped'], name='states', display_name='States'),
        SelectionField(choices=[('NONE', 'Default'), ('KMS', 'KMS')], name='type', display_name='Encryption',
                       options=FieldOptions.REQUIRED),
        BooleanField(name='exclude', display_name='Exclude', description='The others'),
        IntegerField(name='days', display_name='Days', default=30),
        FloatField(name='ratio', display_name='Ratio'),
    ]
)
def untouched(query, db_cls, settings_config):
    clauses = or_()
    for name in settings_config['names']:
        if settings_config.get('exclude'):
            clauses = or_(clauses, db_cls.name.notlike('%{0}%'.format(name)))
        else:
            clauses = or_(clauses, db_cls.name.like('%{0}%'.format(name)))
    query = query.filter(clauses)
    if settings_config['states']:
        query = query.filter(db_cls.state.in_(settings_config['states']), db_cls.region_name.isnot(None))
    if db_cls.resource_type == ResourceType.VOLUME:
        query = query.filter(not_(db_cls.public_ip_address.is_(None)))
    db = DivvyCloudGatewayORM()
    tagged = db.session.query(dbo.ResourceTag.resource_id).filter_by(key='owner').distinct().subquery()
    return query.filter(and_(
        db_cls.resource_id.notin_(tagged),
        db_cls.discovered_timestamp < datetime(2026, 3, 1) - timedelta(days=settings_config['days']),
        settings_config['ratio'] == 0.5
    ))


@QueryRegistry.register(
    query_id='example.filter.policy',
    name='Bucket policy',
    supported_resources=[ResourceType.STORAGE_CONTAINER],
    settings_config=[]
)
def policy(query, db_cls, settings_config):
    from DivvyWorkers.Harvesters.base import CorePropertyNames
    db = DivvyCloudGatewayORM()
    return query.filter(db_cls.bucket_owner.in_(
        db.session.query(dbo.ResourceProperty.resource_id).filter(
            func.json_extract(dbo.ResourceProperty.value, '$.x') == CorePropertyNames.policy
        )
    ))


def load():
    pass


def unload():
    QueryRegistry.unregister('example.filter.Same_image_as')
    QueryRegistry.unregister('example.filter.untouched')
